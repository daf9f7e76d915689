INSERT INTO signs (chat, id, kind, msgid, message_id, text)
SELECT c.id, ?, ?, ?, ?, ? FROM chats AS c WHERE c.name = ?
ON CONFLICT DO NOTHING
