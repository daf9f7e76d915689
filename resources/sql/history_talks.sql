-- The conversations of somebody, each with the time of the latest thing said.
SELECT t.name, (SELECT b.last FROM blocks AS b WHERE b.target = t.id AND b.event = 0 ORDER BY b.last DESC LIMIT 1)
FROM talkers AS w JOIN targets AS t ON t.id = w.target
WHERE w.name = ?
