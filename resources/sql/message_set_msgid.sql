UPDATE OR IGNORE messages SET msgid = ? WHERE row = ?
