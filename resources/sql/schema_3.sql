-- Version 3: chat servers. Several people speak in one conversation, and the server has names for messages.
ALTER TABLE messages ADD COLUMN speaker TEXT NOT NULL DEFAULT '';

ALTER TABLE messages ADD COLUMN msgid BLOB NOT NULL DEFAULT x'';

ALTER TABLE messages ADD COLUMN mention INTEGER NOT NULL DEFAULT 0;

-- What comes by a server's history and live is the same message.
CREATE UNIQUE INDEX messages_msgid ON messages (chat, msgid) WHERE msgid <> x'';

CREATE INDEX messages_mentions ON messages (chat, time, row) WHERE mention = 1;

ALTER TABLE buddies ADD COLUMN muted_until INTEGER NOT NULL DEFAULT 0;

CREATE TABLE networks (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    tls INTEGER NOT NULL,
    nick TEXT NOT NULL,
    real_name TEXT NOT NULL,
    account TEXT NOT NULL,
    server_password INTEGER NOT NULL,
    auto_connect INTEGER NOT NULL,
    pinned_key BLOB NOT NULL
);

CREATE TABLE network_chats (
    chat INTEGER PRIMARY KEY REFERENCES chats (id) ON DELETE CASCADE,
    network INTEGER NOT NULL REFERENCES networks (number) ON DELETE CASCADE,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    joined INTEGER NOT NULL,
    notify INTEGER NOT NULL,
    muted_until INTEGER NOT NULL
);
