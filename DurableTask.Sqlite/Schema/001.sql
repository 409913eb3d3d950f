-- Times are UTC ticks. Bodies are in the codec's binary format. Row numbers are never used twice.

CREATE TABLE owner (pid INTEGER NOT NULL);

-- Up to where row and message numbers may have been used.
CREATE TABLE numbers (row INTEGER NOT NULL, seq INTEGER NOT NULL);
INSERT INTO numbers VALUES (0, 0);

CREATE TABLE instances (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    execution_id TEXT,
    name TEXT NOT NULL,
    status INTEGER NOT NULL,
    start_at INTEGER, -- while a scheduled start is still to come
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    completed INTEGER,
    custom_status TEXT,
    output TEXT,
    failure BLOB
);

CREATE INDEX instances_pending ON instances (row) WHERE status = 6 AND start_at IS NULL;
CREATE INDEX instances_created ON instances (created); -- and row, as in every index

-- Of the process, while an episode of the instance was running, since the last one that was done; else no row.
CREATE TABLE deaths (
    row INTEGER PRIMARY KEY,
    deaths INTEGER NOT NULL
);

-- Of the current execution: one row an episode, from 1; 0 is the message that starts it.
CREATE TABLE history (
    key INTEGER PRIMARY KEY, -- row << 24 | episode
    body BLOB NOT NULL
);

-- Messages that an instance has yet to take.
CREATE TABLE inbox (
    row INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (row, seq)
) WITHOUT ROWID;

-- Activities that have yet to be completed.
CREATE TABLE tasks (
    seq INTEGER PRIMARY KEY,
    row INTEGER NOT NULL,
    deaths INTEGER NOT NULL DEFAULT 0, -- of the process, while it was running
    body BLOB NOT NULL
);

-- Durable timers; timer -1 is a scheduled start.
CREATE TABLE timers (
    due INTEGER NOT NULL,
    row INTEGER NOT NULL,
    timer INTEGER NOT NULL,
    PRIMARY KEY (due, row, timer)
) WITHOUT ROWID;
