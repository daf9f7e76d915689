SELECT s.id, s.kind, s.msgid, s.message_id, s.text FROM signs AS s JOIN chats AS c ON c.id = s.chat
WHERE c.name = ? ORDER BY s.number
