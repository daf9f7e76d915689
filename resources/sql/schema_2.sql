-- Version 2: names given by the user, notifications per chat, full text.
ALTER TABLE buddies ADD COLUMN alias TEXT NOT NULL DEFAULT '';

ALTER TABLE buddies ADD COLUMN notify INTEGER NOT NULL DEFAULT 0;

-- The chat's number is a word of the index too, so that a search inside one chat never walks through the others' hits.
-- Prefix indexes: the last word of a query is a prefix, and while typing it is one to three letters long.
CREATE VIRTUAL TABLE messages_text USING fts5 (
    chat, text, content = 'messages', content_rowid = 'row',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

INSERT INTO messages_text (messages_text) VALUES ('rebuild');

CREATE TRIGGER messages_text_insert AFTER INSERT ON messages BEGIN
    INSERT INTO messages_text (rowid, chat, text) VALUES (new.row, new.chat, new.text);
END;

CREATE TRIGGER messages_text_delete AFTER DELETE ON messages BEGIN
    INSERT INTO messages_text (messages_text, rowid, chat, text) VALUES ('delete', old.row, old.chat, old.text);
END;

CREATE TRIGGER messages_text_update AFTER UPDATE OF chat, text ON messages BEGIN
    INSERT INTO messages_text (messages_text, rowid, chat, text) VALUES ('delete', old.row, old.chat, old.text);
    INSERT INTO messages_text (rowid, chat, text) VALUES (new.row, new.chat, new.text);
END;
