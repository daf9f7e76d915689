INSERT INTO places (network, chat, nick, account)
SELECT n.number, (SELECT id FROM chats WHERE name = ?), ?, ? FROM networks AS n WHERE n.id = ?
