-- A new key only below the ceiling.
WITH given (target, key, value, ceiling) AS (VALUES (?, ?, ?, ?))
INSERT INTO metadata (target, key, value)
SELECT given.target, given.key, given.value FROM given
WHERE EXISTS (SELECT 1 FROM metadata AS m WHERE m.target = given.target AND m.key = given.key)
    OR (SELECT count(*) FROM metadata AS m WHERE m.target = given.target) < given.ceiling
ON CONFLICT (target, key) DO UPDATE SET value = excluded.value
