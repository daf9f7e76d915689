DELETE FROM targets WHERE id = ? AND kept = 0
