DELETE FROM channels WHERE folded = ?
