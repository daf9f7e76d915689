-- The oldest and the newest message that the server has a name for.
SELECT * FROM (SELECT m.msgid, m.time FROM chats AS c JOIN messages AS m ON m.chat = c.id
    WHERE c.name = ? AND m.msgid <> x'' ORDER BY m.time, m.row LIMIT 1)
UNION ALL
SELECT * FROM (SELECT m.msgid, m.time FROM chats AS c JOIN messages AS m ON m.chat = c.id
    WHERE c.name = ? AND m.msgid <> x'' ORDER BY m.time DESC, m.row DESC LIMIT 1)
