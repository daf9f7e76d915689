DELETE FROM targets WHERE id = ?
