WITH given (message, sender, reaction, mine, who, time) AS (VALUES (?, ?, ?, ?, ?, ?))
INSERT INTO reactions (message, sender, reaction, mine, who, time)
SELECT * FROM given WHERE (SELECT count(*) FROM reactions AS r WHERE r.message = given.message) < ?
ON CONFLICT DO NOTHING
