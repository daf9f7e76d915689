SELECT max(max(
    coalesce((SELECT m.time FROM messages AS m WHERE m.target = t.id AND m.event = 0
        ORDER BY m.time DESC, m.row DESC LIMIT 1), 0),
    coalesce((SELECT m.time FROM messages AS m WHERE m.target = t.id AND m.event = 1
        ORDER BY m.time DESC, m.row DESC LIMIT 1), 0)))
FROM targets AS t
