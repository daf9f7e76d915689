// Layer: store. Thread: the database's.
#pragma once

#include "store/rows.h"

class QSqlQuery;

namespace plausch::store {

/// The columns row, chat, sender, id, mine, kind, state, text, time, sent_at, speaker, msgid, mention, via, from
/// `first` on.
MessageRow readMessage(const QSqlQuery &query, int first = 0);

} // namespace plausch::store
