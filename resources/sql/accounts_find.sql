SELECT name, salt, iterations, stored_key, server_key, email, created, verified, last_seen
FROM accounts WHERE folded = ?
