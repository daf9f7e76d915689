WITH given (name, old) AS (VALUES (?, ?))
UPDATE targets SET name = given.name
FROM given
WHERE targets.name = given.old AND NOT EXISTS (SELECT 1 FROM targets AS t WHERE t.name = given.name)
