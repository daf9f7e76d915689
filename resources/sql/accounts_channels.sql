SELECT c.name, a.name, c.topic, c.topic_by, c.topic_at, c.modes, c.key, c.member_limit, c.created
FROM channels AS c LEFT JOIN accounts AS a ON a.id = c.founder
ORDER BY c.folded
