UPDATE places SET nick = ?, account = ?
WHERE chat = (SELECT id FROM chats WHERE name = ?) AND network = (SELECT number FROM networks WHERE id = ?)
RETURNING number
