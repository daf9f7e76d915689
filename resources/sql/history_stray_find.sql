SELECT time FROM strays WHERE msgid = ? AND target = ?
