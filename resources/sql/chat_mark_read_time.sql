-- Read elsewhere: everything up to this time.
UPDATE chats SET (read_time, read_row) = (given.time, given.row)
FROM (SELECT chat, time, row FROM messages
    WHERE chat = (SELECT id FROM chats WHERE name = ?) AND time <= ? ORDER BY time DESC, row DESC LIMIT 1) AS given
WHERE chats.id = given.chat AND (given.time, given.row) > (read_time, read_row)
