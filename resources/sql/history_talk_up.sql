-- What was said between two places, both excluded.
SELECT m.row, m.msgid, m.time, m.source, m.account, m.command, m.text, m.tags,
    r.row, r.msgid, r.time, r.source, r.account, r.reason
FROM messages AS m LEFT JOIN redactions AS r ON m.redacted = 1 AND r.row = m.row
WHERE m.target = ? AND m.event = 0 AND (m.time, m.row) > (?, ?) AND (m.time, m.row) < (?, ?)
ORDER BY m.time, m.row LIMIT ?
