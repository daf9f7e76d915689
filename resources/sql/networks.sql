SELECT id, name, host, port, tls, nick, real_name, account, server_password, auto_connect, pinned_key, external
FROM networks ORDER BY number
