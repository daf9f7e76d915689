DELETE FROM klines WHERE kind = ? AND pattern = ?
