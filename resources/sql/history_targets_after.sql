SELECT id, name IS NULL, kept FROM targets WHERE id > ? ORDER BY id LIMIT ?
