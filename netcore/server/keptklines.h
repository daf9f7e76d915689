// Layer: server. Functions over a Call. Thread: the realm's, except where it says otherwise. K-lines in the database of
// the accounts; without one they end with the server.
#pragma once

#include "server/klines.h"

#include <vector>

namespace plausch::store {
class Accounts;
}

namespace plausch::server {

class Call;

/// On the accounts' loop: those that hold at `utc`; the others are forgotten.
std::vector<KLine> loadKLines(store::Accounts &accounts, qint64 utc);
/// Writes it, or takes it out of the database. That it could not be done is told to the operators.
void keepKLine(const Call &call, const KLine &line);
void forgetKLine(const Call &call, const KLine &line);

} // namespace plausch::server
