-- IMessageQueue. Times are UTC ticks. A message is either free (locked is null, deliverable from due on) or locked until then.
CREATE TABLE messages (
    seq        INTEGER PRIMARY KEY,
    queue      TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    body       BLOB    NOT NULL,
    due        INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    locked     INTEGER
);
CREATE INDEX messages_free ON messages (queue, due, seq) WHERE locked IS NULL;
CREATE INDEX messages_locked ON messages (queue, locked) WHERE locked IS NOT NULL;

-- Ids within the window of duplicate detection.
CREATE TABLE sent (
    queue TEXT    NOT NULL,
    id    TEXT    NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (queue, id)
) WITHOUT ROWID;
CREATE INDEX sent_at ON sent (at);

CREATE TABLE dead_letters (
    seq    INTEGER PRIMARY KEY,
    queue  TEXT    NOT NULL,
    id     TEXT    NOT NULL,
    body   BLOB    NOT NULL,
    reason TEXT    NOT NULL
);
CREATE INDEX dead_letters_queue ON dead_letters (queue, seq);
