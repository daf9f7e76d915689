SELECT f.fingerprint FROM accounts AS a JOIN fingerprints AS f ON f.account = a.id
WHERE a.folded = ? ORDER BY f.added
