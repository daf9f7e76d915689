INSERT INTO targets (name) VALUES (?)
