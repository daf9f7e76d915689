SELECT id FROM chats WHERE name = ?
