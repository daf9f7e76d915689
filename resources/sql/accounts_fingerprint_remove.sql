DELETE FROM fingerprints
WHERE fingerprint = ? AND account = (SELECT id FROM accounts WHERE folded = ?)
