SELECT c.name, n.id, k.kind, k.name, k.key, k.joined, k.notify, k.muted_until, k.account
FROM network_chats AS k JOIN chats AS c ON c.id = k.chat JOIN networks AS n ON n.number = k.network
ORDER BY k.chat
