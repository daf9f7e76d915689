INSERT INTO networks (id, name, host, port, tls, nick, real_name, account, server_password, auto_connect,
    pinned_key, external)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, host = excluded.host, port = excluded.port, tls = excluded.tls, nick = excluded.nick,
    real_name = excluded.real_name, account = excluded.account,
    server_password = excluded.server_password, auto_connect = excluded.auto_connect,
    pinned_key = excluded.pinned_key, external = excluded.external
