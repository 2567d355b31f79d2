-- Counts the openings of this file: the high part of every stamp (see SqliteWriter.NextStamp).
CREATE TABLE opening (number INTEGER NOT NULL);
INSERT INTO opening (number) VALUES (0);

-- ITableStore. Keys compare by the bytes of their UTF-8 (BINARY collation).
CREATE TABLE rows (
    tbl  TEXT    NOT NULL,
    pk   TEXT    NOT NULL,
    rk   TEXT    NOT NULL,
    etag INTEGER NOT NULL,
    body BLOB    NOT NULL,
    PRIMARY KEY (tbl, pk, rk)
) WITHOUT ROWID;
