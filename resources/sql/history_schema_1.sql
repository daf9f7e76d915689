-- Version 1 of the server's history. Names are folded UTF-8 bytes. Statements are separated by an empty line.
-- A target is a room, or a conversation of two; without a name nobody finds it and its messages wait to be removed.
-- kept: how many they are, so that none have to be counted.
CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    name BLOB UNIQUE,
    kept INTEGER NOT NULL DEFAULT 0
);

-- Whose conversations of two there are.
CREATE TABLE talkers (
    name BLOB NOT NULL,
    target INTEGER NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    PRIMARY KEY (name, target)
) WITHOUT ROWID;

CREATE INDEX talkers_by_target ON talkers (target);

-- event: what clients without draft/event-playback never see.
CREATE TABLE messages (
    row INTEGER PRIMARY KEY,
    target INTEGER NOT NULL REFERENCES targets (id),
    msgid BLOB NOT NULL,
    time INTEGER NOT NULL,
    source BLOB NOT NULL,
    account BLOB NOT NULL,
    command INTEGER NOT NULL,
    text BLOB NOT NULL,
    tags BLOB NOT NULL,
    redacted INTEGER NOT NULL DEFAULT 0,
    event INTEGER AS (command > 1) VIRTUAL
);

-- One QUIT is in every room it was seen in, with the same msgid.
CREATE UNIQUE INDEX messages_by_msgid ON messages (msgid, target);

-- The order of a target, talk and events apart: a page of talk never walks through a storm of joins.
CREATE INDEX messages_by_time ON messages (target, event, time, row);

CREATE TRIGGER messages_kept AFTER INSERT ON messages BEGIN
    UPDATE targets SET kept = kept + 1 WHERE id = new.target;
END;

CREATE TRIGGER messages_removed AFTER DELETE ON messages BEGIN
    UPDATE targets SET kept = kept - 1 WHERE id = old.target;
END;

CREATE TABLE redactions (
    row INTEGER PRIMARY KEY REFERENCES messages (row) ON DELETE CASCADE,
    msgid BLOB NOT NULL,
    time INTEGER NOT NULL,
    source BLOB NOT NULL,
    account BLOB NOT NULL,
    reason BLOB NOT NULL
);
