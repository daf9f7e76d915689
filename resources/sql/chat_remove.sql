DELETE FROM chats WHERE name = ?
