SELECT n.id, p.nick, p.account, coalesce(c.name, '')
FROM places AS p JOIN networks AS n ON n.number = p.network LEFT JOIN chats AS c ON c.id = p.chat
ORDER BY p.number
