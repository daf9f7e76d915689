-- Newest first by row: the full-text index walks backwards and stops at the limit.
SELECT m.row, c.name, m.sender, m.id, m.mine, m.kind, m.state, m.text, m.time,
    m.sent_at, m.speaker, m.msgid, m.mention,
    m.reply_msgid, m.reply_id, m.reply_sender, m.withdrawn_at, m.withdrawn_by, m.via,
    EXISTS (SELECT 1 FROM reactions AS r WHERE r.message = m.row)
FROM messages_text AS t
JOIN messages AS m ON m.row = t.rowid
JOIN chats AS c ON c.id = m.chat
WHERE messages_text MATCH ? AND t.rowid < ?
    AND ((m.speaker <> '' AND m.speaker LIKE ? ESCAPE '\') OR (m.mine AND ?)
        OR (m.speaker = '' AND NOT m.mine AND c.name IN (SELECT value FROM json_each(?))))
ORDER BY t.rowid DESC LIMIT ?
