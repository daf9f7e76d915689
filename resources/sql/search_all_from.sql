-- Without words: whatever somebody said, newest first.
SELECT m.row, c.name, m.sender, m.id, m.mine, m.kind, m.state, m.text, m.time,
    m.sent_at, m.speaker, m.msgid, m.mention,
    m.reply_msgid, m.reply_id, m.reply_sender, m.withdrawn_at, m.withdrawn_by, m.via,
    EXISTS (SELECT 1 FROM reactions AS r WHERE r.message = m.row)
FROM messages AS m
JOIN chats AS c ON c.id = m.chat
WHERE m.row < ? AND m.kind <= 2 AND m.text <> ''
    AND (? OR c.name IN (SELECT value FROM json_each(?)))
    AND ((m.speaker <> '' AND m.speaker LIKE ? ESCAPE '\') OR (m.mine AND ?)
        OR (m.speaker = '' AND NOT m.mine AND c.name IN (SELECT value FROM json_each(?))))
ORDER BY m.row DESC LIMIT ?
