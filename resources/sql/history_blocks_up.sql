SELECT id, first, last, count, rows FROM blocks WHERE target = ? AND event = ? AND last >= ? ORDER BY last, id
