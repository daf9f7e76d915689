SELECT m.row, c.name, m.sender, m.id, m.mine, m.kind, m.state, m.text, m.time,
    m.sent_at, m.speaker, m.msgid, m.mention,
    m.reply_msgid, m.reply_id, m.reply_sender, m.withdrawn_at, m.withdrawn_by, m.via,
    EXISTS (SELECT 1 FROM reactions AS r WHERE r.message = m.row)
FROM chats AS c JOIN messages AS m ON m.chat = c.id AND m.state = 1
WHERE c.name = ?
ORDER BY m.time, m.row
