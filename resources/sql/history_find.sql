SELECT m.row, m.msgid, m.time, m.source, m.account, m.command, m.text, m.tags,
    r.row, r.msgid, r.time, r.source, r.account, r.reason
FROM messages AS m LEFT JOIN redactions AS r ON m.redacted = 1 AND r.row = m.row
WHERE m.msgid = ? AND m.target = ?
