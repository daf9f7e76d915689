-- Version 1. Statements are separated by an empty line.
-- Conversations have long names; everything else knows them by number.
CREATE TABLE chats (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    draft TEXT NOT NULL DEFAULT '',
    read_time INTEGER NOT NULL DEFAULT 0,
    read_row INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE messages (
    row INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    sender BLOB NOT NULL,
    id BLOB NOT NULL,
    mine INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    text TEXT NOT NULL,
    time INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    UNIQUE (sender, id)
);

-- The order of a conversation; mine and kind are there so that unread messages are counted without touching the table.
CREATE INDEX messages_by_time ON messages (chat, time, row, mine, kind);

-- The outbox is a state, not a second copy: what is queued (1) and nothing else.
CREATE INDEX messages_queued ON messages (chat, time, row) WHERE state = 1;

CREATE TABLE buddies (
    chat INTEGER PRIMARY KEY REFERENCES chats (id) ON DELETE CASCADE,
    fingerprint BLOB NOT NULL,
    name TEXT NOT NULL,
    standing INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    pinned_at INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    addresses TEXT NOT NULL
);
