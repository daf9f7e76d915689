DELETE FROM reactions WHERE message = ? AND sender = ? AND reaction = ?
