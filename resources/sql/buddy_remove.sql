DELETE FROM buddies WHERE chat = (SELECT id FROM chats WHERE name = ?)
