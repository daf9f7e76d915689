-- A founder who is no account: none.
INSERT INTO channels (folded, name, founder, topic, topic_by, topic_at, modes, key, member_limit, created)
VALUES (?, ?, (SELECT id FROM accounts WHERE folded = ?), ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (folded) DO UPDATE SET
    name = excluded.name, founder = excluded.founder, topic = excluded.topic, topic_by = excluded.topic_by,
    topic_at = excluded.topic_at, modes = excluded.modes, key = excluded.key, member_limit = excluded.member_limit,
    created = excluded.created
