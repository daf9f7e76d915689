SELECT id, rows FROM piles WHERE count > 0 ORDER BY id
