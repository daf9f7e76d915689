SELECT a.name, r.modes
FROM channels AS c JOIN channel_ranks AS r ON r.channel = c.id JOIN accounts AS a ON a.id = r.account
WHERE c.folded = ? ORDER BY r.account
