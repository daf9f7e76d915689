-- What was said and what happened between two places, both excluded: two ordered runs of the index, merged. Only as many
-- as the page takes are read of either.
SELECT m.row, m.msgid, m.time, m.source, m.account, m.command, m.text, m.tags,
    r.row, r.msgid, r.time, r.source, r.account, r.reason
FROM (
    SELECT row, time FROM messages
    WHERE target = ? AND event = 0 AND (time, row) > (?, ?) AND (time, row) < (?, ?)
    UNION ALL
    SELECT row, time FROM messages
    WHERE target = ? AND event = 1 AND (time, row) > (?, ?) AND (time, row) < (?, ?)
    ORDER BY 2, 1 LIMIT ?
) AS p
CROSS JOIN messages AS m ON m.row = p.row
LEFT JOIN redactions AS r ON m.redacted = 1 AND r.row = m.row
