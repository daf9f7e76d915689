DELETE FROM blocks WHERE id = ?
