SELECT (SELECT m.time FROM messages AS m WHERE m.target = t.id AND m.event = 0 ORDER BY m.time DESC, m.row DESC LIMIT 1)
FROM targets AS t WHERE t.name = ?
