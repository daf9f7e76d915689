UPDATE accounts SET email = ?, verified = ? WHERE folded = ?
