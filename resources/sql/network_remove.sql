DELETE FROM networks WHERE id = ?
