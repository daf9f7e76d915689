SELECT m.target, m.time FROM accounts AS a JOIN read_markers AS m ON m.account = a.id
WHERE a.folded = ? ORDER BY m.target
