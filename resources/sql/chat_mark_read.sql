-- The mark only moves forward, and only to a message that is there.
UPDATE chats SET (read_time, read_row) = (m.time, m.row)
FROM messages AS m
WHERE chats.name = ? AND m.row = ? AND m.chat = chats.id AND (m.time, m.row) > (read_time, read_row)
