UPDATE messages SET text = '', mention = 0, withdrawn_at = ?, withdrawn_by = ? WHERE row = ? AND withdrawn_at = 0
