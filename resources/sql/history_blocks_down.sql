-- From the first block on that ends behind the place: those after it begin behind it, too.
SELECT id, first, last, count, rows FROM blocks
WHERE target = ? AND event = ?
    AND last <= coalesce((SELECT b.last FROM blocks AS b WHERE b.target = ? AND b.event = ? AND b.last > ?
        ORDER BY b.last LIMIT 1), 9223372036854775807)
    AND last >= ?
ORDER BY last DESC, id DESC
