SELECT m.row, c.name, m.sender, m.id, m.mine, m.kind, m.state, m.text, m.time,
    m.sent_at, m.speaker, m.msgid, m.mention, m.via
FROM chats AS c JOIN messages AS m ON m.chat = c.id
WHERE c.name = ? AND (m.time, m.row) > (?, ?)
ORDER BY m.time, m.row LIMIT ?
