INSERT INTO accounts (folded, name, salt, iterations, stored_key, server_key, email, created, verified, last_seen)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (folded) DO NOTHING
