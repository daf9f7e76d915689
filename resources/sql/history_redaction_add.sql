INSERT INTO redactions (row, msgid, time, source, account, reason)
SELECT m.row, ?, ?, ?, ?, ? FROM messages AS m WHERE m.msgid = ? AND m.target = ?
