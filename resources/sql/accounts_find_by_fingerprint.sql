SELECT a.name, a.salt, a.iterations, a.stored_key, a.server_key, a.email, a.created, a.verified, a.last_seen
FROM fingerprints AS f JOIN accounts AS a ON a.id = f.account
WHERE f.fingerprint = ?
