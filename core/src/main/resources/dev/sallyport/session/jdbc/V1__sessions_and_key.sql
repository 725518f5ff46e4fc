CREATE TABLE sallyport_session (
    id               VARCHAR(64)  NOT NULL PRIMARY KEY,
    user_id          VARCHAR(255) NOT NULL,
    transport        VARCHAR(16)  NOT NULL,
    methods          VARCHAR(255) NOT NULL,
    created_at       BIGINT       NOT NULL,
    authenticated_at BIGINT       NOT NULL,
    last_seen_at     BIGINT       NOT NULL,
    expires_at       BIGINT       NOT NULL,
    current_hash     VARCHAR(64)  NOT NULL,
    previous_hash    VARCHAR(64),
    rotated_at       BIGINT,
    device           VARCHAR(255) NOT NULL,
    address          VARCHAR(64)  NOT NULL,
    revoked_at       BIGINT
);
CREATE INDEX sallyport_session_user ON sallyport_session (user_id);
CREATE INDEX sallyport_session_expires ON sallyport_session (expires_at);
CREATE INDEX sallyport_session_revoked ON sallyport_session (revoked_at);

CREATE TABLE sallyport_key (
    name       VARCHAR(64) NOT NULL PRIMARY KEY,
    secret     VARCHAR(64) NOT NULL,
    created_at BIGINT      NOT NULL
);
