DELETE FROM reactions WHERE message = ?
