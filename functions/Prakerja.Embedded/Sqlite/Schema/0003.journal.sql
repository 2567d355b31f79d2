-- IJournal. One row an instance, running (state 0) or ended; times are UTC ticks; parked: see InstanceHeader.ParkedUntil.
CREATE TABLE instances (
    id             TEXT    NOT NULL PRIMARY KEY,
    run            INTEGER NOT NULL,
    workflow       TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    state          INTEGER NOT NULL,
    started        INTEGER NOT NULL,
    ended          INTEGER,
    parked         INTEGER,
    input          BLOB    NOT NULL,
    parent         TEXT,
    parent_run     INTEGER,
    parent_command INTEGER,
    status         TEXT,
    output         TEXT,
    error          TEXT
);
CREATE INDEX instances_running ON instances (run) WHERE state = 0;

-- Append-only by sequence while the run lasts.
CREATE TABLE history (
    run   INTEGER NOT NULL,
    seq   INTEGER NOT NULL,
    chunk BLOB    NOT NULL,
    PRIMARY KEY (run, seq)
) WITHOUT ROWID;
