-- Version 1 of the server's accounts. Names are UTF-8 bytes, folded ones are keys. Statements are separated by an empty
-- line.
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    folded BLOB NOT NULL UNIQUE,
    name BLOB NOT NULL,
    salt BLOB NOT NULL,
    iterations INTEGER NOT NULL,
    stored_key BLOB NOT NULL,
    server_key BLOB NOT NULL,
    email BLOB NOT NULL,
    created INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
);

-- A certificate signs one account in, never two.
CREATE TABLE fingerprints (
    fingerprint BLOB PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    added INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX fingerprints_by_account ON fingerprints (account, added);

CREATE TABLE channels (
    id INTEGER PRIMARY KEY,
    folded BLOB NOT NULL UNIQUE,
    name BLOB NOT NULL,
    founder INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    topic BLOB NOT NULL,
    topic_by BLOB NOT NULL,
    topic_at INTEGER NOT NULL,
    modes BLOB NOT NULL,
    key BLOB NOT NULL,
    member_limit INTEGER NOT NULL,
    created INTEGER NOT NULL
);

CREATE INDEX channels_by_founder ON channels (founder);

-- kind is the mode's letter: b, e or I.
CREATE TABLE channel_masks (
    channel INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    mask BLOB NOT NULL,
    setter BLOB NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (channel, kind, mask)
) WITHOUT ROWID;

CREATE TABLE channel_ranks (
    channel INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    modes BLOB NOT NULL,
    PRIMARY KEY (channel, account)
) WITHOUT ROWID;

CREATE INDEX channel_ranks_by_account ON channel_ranks (account);

CREATE TABLE read_markers (
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target BLOB NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (account, target)
) WITHOUT ROWID;

-- Of an account or of a channel, which never have the same name.
CREATE TABLE metadata (
    target BLOB NOT NULL,
    key BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (target, key)
) WITHOUT ROWID;

CREATE TRIGGER metadata_of_account AFTER DELETE ON accounts BEGIN
    DELETE FROM metadata WHERE target = old.folded;
END;

CREATE TRIGGER metadata_of_channel AFTER DELETE ON channels BEGIN
    DELETE FROM metadata WHERE target = old.folded;
END;

CREATE TRIGGER metadata_of_renamed_channel AFTER UPDATE OF folded ON channels WHEN new.folded <> old.folded BEGIN
    UPDATE metadata SET target = new.folded WHERE target = old.folded;
END;

CREATE TABLE klines (
    kind INTEGER NOT NULL,
    pattern BLOB NOT NULL,
    reason BLOB NOT NULL,
    setter BLOB NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (kind, pattern)
) WITHOUT ROWID;

CREATE INDEX klines_by_expiry ON klines (expires) WHERE expires > 0;

-- One row: what the salts of accounts that do not exist are derived from.
CREATE TABLE server_secret (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    secret BLOB NOT NULL
);
