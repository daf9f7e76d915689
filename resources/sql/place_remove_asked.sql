DELETE FROM places WHERE chat IS NULL AND nick = ? AND network = (SELECT number FROM networks WHERE id = ?)
