CREATE TABLE sallyport_failure (
    name           VARCHAR(64) NOT NULL PRIMARY KEY,
    in_a_row       INTEGER     NOT NULL,
    last_failed_at BIGINT      NOT NULL,
    ends_at        BIGINT      NOT NULL
);
CREATE INDEX sallyport_failure_ends ON sallyport_failure (ends_at);
