DELETE FROM talkers WHERE target = (SELECT id FROM targets WHERE name = ?)
