UPDATE blocks SET rows = ? WHERE id = ?
