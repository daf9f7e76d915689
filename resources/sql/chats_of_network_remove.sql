-- The server's page and its conversations.
DELETE FROM chats WHERE name = 'net:' || ? OR substr(name, 1, length('net:' || ? || ':')) = 'net:' || ? || ':'
