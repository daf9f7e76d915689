DELETE FROM messages WHERE row IN (
    SELECT row FROM (
        SELECT row, time FROM messages WHERE target = ? AND event = 0
        UNION ALL
        SELECT row, time FROM messages WHERE target = ? AND event = 1
        ORDER BY 2, 1 LIMIT ?))
