DELETE FROM klines WHERE expires > 0 AND expires <= ?
