WITH given (folded, name, old) AS (VALUES (?, ?, ?))
UPDATE channels SET folded = given.folded, name = given.name
FROM given
WHERE channels.folded = given.old
    AND (given.folded = given.old OR NOT EXISTS (SELECT 1 FROM channels AS c WHERE c.folded = given.folded))
