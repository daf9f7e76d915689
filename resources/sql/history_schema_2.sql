-- Version 2: many messages in one row. How they lie in `rows`: netcore/store/historyrecords.h.
-- As they came, whatever their targets: what is added together is a pile. count: messages in it.
CREATE TABLE piles (
    id INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    rows BLOB NOT NULL
);

-- Numbers of messages go on from those there are: that of a message in a pile is 65,536 times the pile's, and more.
INSERT INTO piles (id, count, rows) SELECT 1 + coalesce(max(row), 0) / 65536, 0, x'' FROM messages;

-- Brought to their targets; event: what clients without draft/event-playback never see. first, last: UTC ms of the
-- oldest and newest of them. Blocks of a target do not overlap.
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    target INTEGER NOT NULL REFERENCES targets (id),
    event INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    count INTEGER NOT NULL,
    rows BLOB NOT NULL
);

INSERT INTO blocks (target, event, first, last, count, rows)
SELECT target, event, min(time), max(time), count(*), CAST(group_concat(record, '') AS BLOB)
FROM (
    SELECT m.target, m.event, m.time,
        (row_number() OVER (PARTITION BY m.target, m.event ORDER BY m.time, m.row) - 1) / 64 AS part,
        m.row || ' ' || m.time || ' ' || m.command || ' 0 ' || length(m.msgid) || ' ' || length(m.source)
            || ' ' || length(m.account) || ' ' || length(m.text) || ' ' || length(m.tags)
            || iif(r.row IS NULL, '', ' ' || r.time || ' ' || length(r.msgid) || ' ' || length(r.source)
                || ' ' || length(r.account) || ' ' || length(r.reason))
            || ':' || m.msgid || m.source || m.account || m.text || m.tags
            || iif(r.row IS NULL, '', r.msgid || r.source || r.account || r.reason) AS record
    FROM messages AS m LEFT JOIN redactions AS r ON m.redacted = 1 AND r.row = m.row
)
GROUP BY target, event, part
ORDER BY min(time);

CREATE INDEX blocks_by_time ON blocks (target, event, last);

CREATE INDEX blocks_by_age ON blocks (first);

-- Messages whose msgid does not tell when they were.
CREATE TABLE strays (
    target INTEGER NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    msgid BLOB NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (target, msgid)
) WITHOUT ROWID;

-- The digits of a msgid as the realm makes them: the first nine and four bits of the tenth are the time.
INSERT INTO strays (target, msgid, time)
SELECT target, msgid, time
FROM (SELECT target, msgid, time, CAST(msgid AS TEXT) AS id, '123456789abcdefghjkmnpqrstvwxyz' AS digits FROM messages)
WHERE length(msgid) <> 13 OR id GLOB '*[^0-9a-hjkmnp-tv-z]*' OR time <> (
    (instr(digits, substr(id, 1, 1)) << 44) + (instr(digits, substr(id, 2, 1)) << 39)
    + (instr(digits, substr(id, 3, 1)) << 34) + (instr(digits, substr(id, 4, 1)) << 29)
    + (instr(digits, substr(id, 5, 1)) << 24) + (instr(digits, substr(id, 6, 1)) << 19)
    + (instr(digits, substr(id, 7, 1)) << 14) + (instr(digits, substr(id, 8, 1)) << 9)
    + (instr(digits, substr(id, 9, 1)) << 4) + (instr(digits, substr(id, 10, 1)) >> 1));

DROP TABLE redactions;

DROP TABLE messages;

CREATE TRIGGER blocks_added AFTER INSERT ON blocks BEGIN
    UPDATE targets SET kept = kept + new.count WHERE id = new.target;
END;

CREATE TRIGGER blocks_removed AFTER DELETE ON blocks BEGIN
    UPDATE targets SET kept = kept - old.count WHERE id = old.target;
END;

CREATE TRIGGER blocks_changed AFTER UPDATE OF count ON blocks BEGIN
    UPDATE targets SET kept = kept + new.count - old.count WHERE id = new.target;
END;
