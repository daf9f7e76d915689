DELETE FROM places WHERE chat = (SELECT id FROM chats WHERE name = ?)
