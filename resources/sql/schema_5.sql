-- Version 5: buddies on chat servers. chat NULL: somebody was asked to become one.
CREATE TABLE places (
    number INTEGER PRIMARY KEY,
    network INTEGER NOT NULL REFERENCES networks (number) ON DELETE CASCADE,
    chat INTEGER REFERENCES chats (id) ON DELETE CASCADE,
    nick TEXT NOT NULL,
    account TEXT NOT NULL
);

CREATE UNIQUE INDEX places_of_buddies ON places (chat, network) WHERE chat IS NOT NULL;

CREATE UNIQUE INDEX places_asked ON places (network, nick) WHERE chat IS NULL;

ALTER TABLE buddies ADD COLUMN route TEXT NOT NULL DEFAULT '';

-- The chat server over which it came, by its id: the server may be removed, and the message stays.
ALTER TABLE messages ADD COLUMN via TEXT NOT NULL DEFAULT '';
