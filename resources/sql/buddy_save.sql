INSERT INTO buddies (chat, fingerprint, name, alias, standing, verified, pinned_at, last_seen, addresses, notify,
    muted_until, route)
SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM chats WHERE chats.name = ?
ON CONFLICT (chat) DO UPDATE SET
    fingerprint = excluded.fingerprint, name = excluded.name, alias = excluded.alias, standing = excluded.standing,
    verified = excluded.verified, pinned_at = excluded.pinned_at, last_seen = excluded.last_seen,
    addresses = excluded.addresses, notify = excluded.notify, muted_until = excluded.muted_until, route = excluded.route
