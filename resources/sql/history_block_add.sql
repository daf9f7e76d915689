INSERT INTO blocks (target, event, first, last, count, rows) VALUES (?, ?, ?, ?, ?, ?)
