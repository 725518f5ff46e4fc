CREATE TABLE sallyport_session (
    id                VARCHAR(64)  NOT NULL PRIMARY KEY,
    user_id           VARCHAR(255) NOT NULL,
    transport         VARCHAR(16)  NOT NULL,
    methods           VARCHAR(255) NOT NULL,
    created_at        BIGINT       NOT NULL,
    authenticated_at  BIGINT       NOT NULL,
    last_seen_at      BIGINT       NOT NULL,
    expires_at        BIGINT       NOT NULL,
    current_hash      VARCHAR(64)  NOT NULL,
    previous_hash     VARCHAR(64),
    rotated_at        BIGINT,
    repeats_in_a_row  INTEGER      DEFAULT 0 NOT NULL,
    last_was_repeated INTEGER      DEFAULT 0 NOT NULL,
    device            VARCHAR(255) NOT NULL,
    address           VARCHAR(64)  NOT NULL,
    device_name       VARCHAR(64),
    revoked_at        BIGINT
);
CREATE INDEX sallyport_session_user ON sallyport_session (user_id);
CREATE INDEX sallyport_session_expires ON sallyport_session (expires_at);
CREATE INDEX sallyport_session_revoked ON sallyport_session (revoked_at);

CREATE TABLE sallyport_key (
    name       VARCHAR(64)   NOT NULL PRIMARY KEY,
    secret     VARCHAR(8000) NOT NULL,
    created_at BIGINT        NOT NULL
);

CREATE TABLE sallyport_signing_key (
    generation   INTEGER       NOT NULL PRIMARY KEY,
    secret       VARCHAR(8000) NOT NULL,
    activates_at BIGINT        NOT NULL,
    created_at   BIGINT        NOT NULL
);

CREATE TABLE sallyport_event (
    id          VARCHAR(64)  NOT NULL PRIMARY KEY,
    occurred_at BIGINT       NOT NULL,
    kind        VARCHAR(32)  NOT NULL,
    user_id     VARCHAR(255),
    session_id  VARCHAR(64),
    address     VARCHAR(64)  NOT NULL,
    refusal     VARCHAR(64),
    occurrences INTEGER      DEFAULT 1 NOT NULL
);
CREATE INDEX sallyport_event_user ON sallyport_event (user_id, occurred_at);
CREATE INDEX sallyport_event_occurred ON sallyport_event (occurred_at);
CREATE INDEX sallyport_event_kind ON sallyport_event (kind, occurred_at, user_id);

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

CREATE TABLE sallyport_failure (
    name           VARCHAR(64) NOT NULL PRIMARY KEY,
    in_a_row       INTEGER     NOT NULL,
    last_failed_at BIGINT      NOT NULL,
    ends_at        BIGINT      NOT NULL
);
CREATE INDEX sallyport_failure_ends ON sallyport_failure (ends_at);
