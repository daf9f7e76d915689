-- Where it belongs: what a server's history tells stands at the time it was said.
INSERT INTO messages (chat, sender, id, mine, kind, state, text, time, sent_at, speaker, msgid, mention,
    reply_msgid, reply_id, reply_sender, via)
SELECT c.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
FROM chats AS c WHERE c.name = ?
ON CONFLICT DO NOTHING
RETURNING row, time
