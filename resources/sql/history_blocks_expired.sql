SELECT id, first, last, count, rows, target FROM blocks WHERE first < ? ORDER BY first
