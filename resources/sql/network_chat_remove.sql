DELETE FROM network_chats WHERE chat = (SELECT id FROM chats WHERE name = ?)
