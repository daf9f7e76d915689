SELECT m.row, c.name, m.sender, m.id, m.mine, m.kind, m.state, m.text, m.time,
    m.sent_at, m.speaker, m.msgid, m.mention, m.via
FROM messages AS m JOIN chats AS c ON c.id = m.chat
WHERE c.name = ? AND m.msgid = ? AND m.msgid <> x''
