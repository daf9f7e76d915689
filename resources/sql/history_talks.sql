-- The conversations of somebody, each with the time of the latest thing said.
SELECT t.name,
    (SELECT m.time FROM messages AS m WHERE m.target = t.id AND m.event = 0 ORDER BY m.time DESC, m.row DESC LIMIT 1)
FROM talkers AS w JOIN targets AS t ON t.id = w.target
WHERE w.name = ?
