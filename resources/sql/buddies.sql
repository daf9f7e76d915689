SELECT c.name, b.fingerprint, b.name, b.alias, b.standing, b.verified, b.pinned_at, b.last_seen, b.addresses, b.notify,
    b.muted_until, b.route
FROM buddies AS b JOIN chats AS c ON c.id = b.chat
ORDER BY b.chat
