-- Forward only; a new one only below the ceiling.
WITH given (target, time, account, ceiling) AS (VALUES (?, ?, ?, ?))
INSERT INTO read_markers (account, target, time)
SELECT a.id, given.target, given.time FROM given JOIN accounts AS a ON a.folded = given.account
WHERE EXISTS (SELECT 1 FROM read_markers AS m WHERE m.account = a.id AND m.target = given.target)
    OR (SELECT count(*) FROM read_markers AS m WHERE m.account = a.id) < given.ceiling
ON CONFLICT (account, target) DO UPDATE SET time = max(time, excluded.time)
