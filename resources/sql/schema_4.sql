-- Version 4: replies, reactions, messages taken back, and what of these has still to go out.
ALTER TABLE messages ADD COLUMN reply_msgid BLOB NOT NULL DEFAULT x'';

ALTER TABLE messages ADD COLUMN reply_id BLOB NOT NULL DEFAULT x'';

ALTER TABLE messages ADD COLUMN reply_sender BLOB NOT NULL DEFAULT x'';

ALTER TABLE messages ADD COLUMN withdrawn_at INTEGER NOT NULL DEFAULT 0;

ALTER TABLE messages ADD COLUMN withdrawn_by TEXT NOT NULL DEFAULT '';

CREATE TABLE reactions (
    message INTEGER NOT NULL REFERENCES messages (row) ON DELETE CASCADE,
    sender BLOB NOT NULL,
    reaction TEXT NOT NULL,
    mine INTEGER NOT NULL,
    who TEXT NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (message, sender, reaction)
) WITHOUT ROWID;

-- An outbox beside that of the messages.
CREATE TABLE signs (
    number INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    id BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    msgid BLOB NOT NULL,
    message_id BLOB NOT NULL,
    text TEXT NOT NULL
);

CREATE INDEX signs_by_chat ON signs (chat, number);

ALTER TABLE networks ADD COLUMN external INTEGER NOT NULL DEFAULT 0;

ALTER TABLE network_chats ADD COLUMN account TEXT NOT NULL DEFAULT '';
