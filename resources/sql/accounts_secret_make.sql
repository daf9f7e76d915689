INSERT INTO server_secret (only, secret) VALUES (1, ?) ON CONFLICT (only) DO NOTHING
