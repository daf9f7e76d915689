DELETE FROM strays WHERE msgid = ? AND target = ?
