DELETE FROM metadata WHERE target = ?
