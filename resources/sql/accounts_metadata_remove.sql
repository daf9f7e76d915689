DELETE FROM metadata WHERE target = ? AND key = ?
