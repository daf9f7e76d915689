INSERT INTO strays (msgid, target, time) VALUES (?, ?, ?)
ON CONFLICT (target, msgid) DO UPDATE SET time = excluded.time
