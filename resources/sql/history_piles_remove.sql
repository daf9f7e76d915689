DELETE FROM piles WHERE id < (SELECT max(id) FROM piles)
