// Layer: store. Thread: the database's.
#pragma once

#include "store/rows.h"

class QSqlQuery;

namespace plausch::store {

/// The columns row, chat, sender, id, mine, kind, state, text, time, sent_at, speaker, msgid, mention, reply_msgid,
/// reply_id, reply_sender, withdrawn_at, withdrawn_by, via, from `first` on. Behind them: whether there are reactions
/// to it.
MessageRow readMessage(const QSqlQuery &query, int first = 0);

inline constexpr int ReactedColumn = 19; // from readMessage()'s `first` on

} // namespace plausch::store
