SELECT id, last, count, length(rows) FROM blocks WHERE target = ? AND event = ? ORDER BY last DESC, id DESC LIMIT 1
