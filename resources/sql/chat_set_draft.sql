UPDATE chats SET draft = ? WHERE name = ?
