-- Of the rooms in a JSON list, each with the time of the latest thing said.
SELECT t.name, (SELECT b.last FROM blocks AS b WHERE b.target = t.id AND b.event = 0 ORDER BY b.last DESC LIMIT 1)
FROM json_each(?) AS c CROSS JOIN targets AS t ON t.name = CAST(c.value AS BLOB)
