-- A new one only below the ceiling.
WITH given (kind, pattern, reason, setter, created, expires, ceiling) AS (VALUES (?, ?, ?, ?, ?, ?, ?))
INSERT INTO klines (kind, pattern, reason, setter, created, expires)
SELECT given.kind, given.pattern, given.reason, given.setter, given.created, given.expires FROM given
WHERE EXISTS (SELECT 1 FROM klines AS k WHERE k.kind = given.kind AND k.pattern = given.pattern)
    OR (SELECT count(*) FROM klines) < given.ceiling
ON CONFLICT (kind, pattern) DO UPDATE SET
    reason = excluded.reason, setter = excluded.setter, created = excluded.created, expires = excluded.expires
