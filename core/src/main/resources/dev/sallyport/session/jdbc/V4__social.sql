CREATE TABLE sallyport_identity (
    id        VARCHAR(64)   NOT NULL PRIMARY KEY,
    provider  VARCHAR(64)   NOT NULL,
    issuer    VARCHAR(255)  NOT NULL,
    subject   VARCHAR(255)  NOT NULL,
    email     VARCHAR(320),
    name      VARCHAR(255),
    picture   VARCHAR(2000),
    user_id   VARCHAR(255)  NOT NULL,
    linked_at BIGINT        NOT NULL,
    settled   INTEGER       NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX sallyport_identity_user ON sallyport_identity (user_id);

CREATE TABLE sallyport_used (
    name    VARCHAR(64) NOT NULL PRIMARY KEY,
    ends_at BIGINT      NOT NULL
);
CREATE INDEX sallyport_used_ends ON sallyport_used (ends_at);
