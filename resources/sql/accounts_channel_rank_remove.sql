DELETE FROM channel_ranks
WHERE account = (SELECT id FROM accounts WHERE folded = ?) AND channel = (SELECT id FROM channels WHERE folded = ?)
