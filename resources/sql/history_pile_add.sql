INSERT INTO piles (count, rows) VALUES (?, ?)
