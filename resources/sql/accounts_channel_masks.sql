SELECT l.kind, l.mask, l.setter, l.time
FROM channels AS c JOIN channel_masks AS l ON l.channel = c.id
WHERE c.folded = ? ORDER BY l.kind, l.mask
