// Layer: server. Functions over a Call. Thread: the realm's.
// https://ircv3.net/specs/extensions/multiline, https://ircv3.net/specs/extensions/client-batch
#pragma once

namespace plausch::server {

class Call;
struct Client;

/// Whether PRIVMSG or NOTICE is a line of a batch rather than a message.
bool isInBatch(const Call &call);
/// Such a line. Nothing is said to anybody until the batch ends.
void addToBatch(Call &call);
/// Whether the client's batch has been open for too long.
bool isBatchLate(const Client &client, qint64 monotonic);
/// Ends it, with FAIL BATCH TIMEOUT.
void dropLateBatch(Call &call);

} // namespace plausch::server
