-- The words go; the row stays, so that pages keep their places. Only PRIVMSG, NOTICE and TAGMSG can be taken back.
UPDATE messages SET redacted = 1, text = x'', tags = x'' WHERE msgid = ? AND target = ? AND command <= 2 AND redacted = 0
