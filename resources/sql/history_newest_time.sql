SELECT max(max(
    coalesce((SELECT b.last FROM blocks AS b WHERE b.target = t.id AND b.event = 0 ORDER BY b.last DESC LIMIT 1), 0),
    coalesce((SELECT b.last FROM blocks AS b WHERE b.target = t.id AND b.event = 1 ORDER BY b.last DESC LIMIT 1), 0)))
FROM targets AS t
