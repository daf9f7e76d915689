DELETE FROM signs WHERE id = ?
