CREATE TABLE sallyport_signing_key (
    generation   INTEGER       NOT NULL PRIMARY KEY,
    secret       VARCHAR(8000) NOT NULL,
    activates_at BIGINT        NOT NULL,
    created_at   BIGINT        NOT NULL
);

-- SQLite cannot widen a column, and an encrypted key is longer than a plain one.
CREATE TABLE sallyport_key_wide (
    name       VARCHAR(64)   NOT NULL PRIMARY KEY,
    secret     VARCHAR(8000) NOT NULL,
    created_at BIGINT        NOT NULL
);
INSERT INTO sallyport_key_wide SELECT name, secret, created_at FROM sallyport_key;
DROP TABLE sallyport_key;
ALTER TABLE sallyport_key_wide RENAME TO sallyport_key;
