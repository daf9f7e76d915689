UPDATE targets SET name = NULL WHERE name = ?
