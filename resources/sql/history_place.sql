SELECT time, row FROM messages WHERE msgid = ? AND target = ?
