-- Read elsewhere: everything up to this time.
UPDATE chats SET (read_time, read_row) = (m.time, m.row)
FROM (SELECT chat, time, row FROM messages
    WHERE chat = (SELECT id FROM chats WHERE name = ?) AND time <= ? ORDER BY time DESC, row DESC LIMIT 1) AS m
WHERE chats.id = m.chat AND (m.time, m.row) > (read_time, read_row)
