INSERT INTO fingerprints (fingerprint, account, added)
SELECT ?, a.id, ? FROM accounts AS a
WHERE a.folded = ? AND (SELECT count(*) FROM fingerprints AS f WHERE f.account = a.id) < ?
ON CONFLICT (fingerprint) DO NOTHING
