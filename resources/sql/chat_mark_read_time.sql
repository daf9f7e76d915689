-- Read elsewhere: everything up to this time of the server's, which is when it was sent; its row may stand later.
UPDATE chats SET (read_time, read_row) = (given.time, given.row)
FROM (SELECT m.chat, m.time, m.row
    FROM chats AS c JOIN messages AS m ON m.chat = c.id AND (m.time, m.row) > (c.read_time, c.read_row)
    WHERE c.name = ? AND CASE WHEN m.sent_at > 0 THEN m.sent_at ELSE m.time END <= ?
    ORDER BY m.time DESC, m.row DESC LIMIT 1) AS given
WHERE chats.id = given.chat
