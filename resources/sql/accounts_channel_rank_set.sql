INSERT INTO channel_ranks (channel, account, modes)
SELECT c.id, a.id, ? FROM channels AS c JOIN accounts AS a ON a.folded = ? WHERE c.folded = ?
ON CONFLICT (channel, account) DO UPDATE SET modes = excluded.modes
