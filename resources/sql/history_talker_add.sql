INSERT INTO talkers (name, target) VALUES (?, ?) ON CONFLICT (name, target) DO NOTHING
