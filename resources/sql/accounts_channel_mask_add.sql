INSERT INTO channel_masks (channel, kind, mask, setter, time)
SELECT id, ?, ?, ?, ? FROM channels WHERE folded = ?
ON CONFLICT (channel, kind, mask) DO NOTHING
