INSERT INTO messages (target, msgid, time, source, account, command, text, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (msgid, target) DO NOTHING
