SELECT kind, pattern, reason, setter, created, expires FROM klines
WHERE expires = 0 OR expires > ? ORDER BY kind, pattern
