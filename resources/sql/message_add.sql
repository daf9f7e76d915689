-- A clock that was set back does not reorder a conversation.
INSERT INTO messages (chat, sender, id, mine, kind, state, text, time, sent_at, speaker, msgid, mention,
    reply_msgid, reply_id, reply_sender, via)
SELECT c.id, ?, ?, ?, ?, ?, ?,
    max(?, coalesce((SELECT time FROM messages WHERE chat = c.id ORDER BY time DESC, row DESC LIMIT 1), 0)),
    ?, ?, ?, ?, ?, ?, ?, ?
FROM chats AS c WHERE c.name = ?
ON CONFLICT DO NOTHING
RETURNING row, time
