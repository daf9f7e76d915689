DELETE FROM channel_masks
WHERE channel = (SELECT id FROM channels WHERE folded = ?) AND kind = ? AND mask = ?
