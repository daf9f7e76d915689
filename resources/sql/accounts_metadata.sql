SELECT key, value FROM metadata WHERE target = ? ORDER BY key
