-- Of the rooms in a JSON list, each with the time of the latest thing said.
SELECT t.name,
    (SELECT m.time FROM messages AS m WHERE m.target = t.id AND m.event = 0 ORDER BY m.time DESC, m.row DESC LIMIT 1)
FROM json_each(?) AS c CROSS JOIN targets AS t ON t.name = CAST(c.value AS BLOB)
