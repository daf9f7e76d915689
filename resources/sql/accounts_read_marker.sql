SELECT m.time FROM accounts AS a JOIN read_markers AS m ON m.account = a.id
WHERE a.folded = ? AND m.target = ?
