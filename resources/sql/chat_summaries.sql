-- A handful of index look-ups per chat, whatever its length. Of the unread ones the newest 250 rows are counted.
-- The last message is something said (kind up to 5), not somebody who came or went.
SELECT c.name, c.draft, c.read_row,
    (SELECT count(*) FROM (SELECT mine, kind FROM messages
        WHERE chat = c.id AND (time, row) > (c.read_time, c.read_row)
        ORDER BY time DESC, row DESC LIMIT 250) WHERE mine = 0 AND kind <= 2),
    (SELECT count(*) FROM messages WHERE chat = c.id AND mention = 1 AND (time, row) > (c.read_time, c.read_row)),
    (SELECT count(*) FROM messages WHERE chat = c.id AND state = 1),
    m.row, c.name, m.sender, m.id, m.mine, m.kind, m.state, m.text, m.time, m.sent_at,
    m.speaker, m.msgid, m.mention,
    m.reply_msgid, m.reply_id, m.reply_sender, m.withdrawn_at, m.withdrawn_by, m.via,
    EXISTS (SELECT 1 FROM reactions AS r WHERE r.message = m.row)
FROM chats AS c
LEFT JOIN messages AS m ON m.row =
    (SELECT row FROM messages WHERE chat = c.id AND kind <= 5 ORDER BY time DESC, row DESC LIMIT 1)
ORDER BY c.id
