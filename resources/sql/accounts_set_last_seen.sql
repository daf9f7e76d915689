UPDATE accounts SET last_seen = max(last_seen, ?) WHERE folded = ?
