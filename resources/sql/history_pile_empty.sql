UPDATE piles SET count = 0, rows = x'' WHERE id = (SELECT max(id) FROM piles)
