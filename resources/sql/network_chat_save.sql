INSERT INTO network_chats (chat, network, kind, name, key, joined, notify, muted_until, account)
SELECT c.id, n.number, ?, ?, ?, ?, ?, ?, ? FROM chats AS c, networks AS n WHERE c.name = ? AND n.id = ?
ON CONFLICT (chat) DO UPDATE SET
    kind = excluded.kind, name = excluded.name, key = excluded.key, joined = excluded.joined,
    notify = excluded.notify, muted_until = excluded.muted_until, account = excluded.account
