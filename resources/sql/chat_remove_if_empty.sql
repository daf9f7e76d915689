DELETE FROM chats WHERE name = ? AND NOT EXISTS (SELECT 1 FROM messages WHERE chat = chats.id)
