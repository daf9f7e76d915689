DELETE FROM accounts WHERE folded = ?
