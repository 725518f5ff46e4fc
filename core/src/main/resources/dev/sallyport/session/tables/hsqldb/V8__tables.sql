-- Texts are compared byte by byte: ids that differ in a blank at their end are different ids.
CREATE COLLATION sallyport_text FOR INFORMATION_SCHEMA.SQL_TEXT FROM SQL_TEXT NO PAD;

CREATE TABLE sallyport_session (
    id                VARCHAR(64) COLLATE sallyport_text  NOT NULL PRIMARY KEY,
    user_id           VARCHAR(255) COLLATE sallyport_text NOT NULL,
    transport         VARCHAR(16) COLLATE sallyport_text  NOT NULL,
    methods           VARCHAR(255) COLLATE sallyport_text NOT NULL,
    created_at        BIGINT                              NOT NULL,
    authenticated_at  BIGINT                              NOT NULL,
    last_seen_at      BIGINT                              NOT NULL,
    expires_at        BIGINT                              NOT NULL,
    current_hash      VARCHAR(64) COLLATE sallyport_text  NOT NULL,
    previous_hash     VARCHAR(64) COLLATE sallyport_text,
    rotated_at        BIGINT,
    repeats_in_a_row  INTEGER                             DEFAULT 0 NOT NULL,
    last_was_repeated INTEGER                             DEFAULT 0 NOT NULL,
    device            VARCHAR(255) COLLATE sallyport_text NOT NULL,
    address           VARCHAR(64) COLLATE sallyport_text  NOT NULL,
    device_name       VARCHAR(64) COLLATE sallyport_text,
    revoked_at        BIGINT
);
CREATE INDEX sallyport_session_user ON sallyport_session (user_id);
CREATE INDEX sallyport_session_expires ON sallyport_session (expires_at);
CREATE INDEX sallyport_session_revoked ON sallyport_session (revoked_at);

CREATE TABLE sallyport_key (
    name       VARCHAR(64) COLLATE sallyport_text   NOT NULL PRIMARY KEY,
    secret     VARCHAR(8000) COLLATE sallyport_text NOT NULL,
    created_at BIGINT                               NOT NULL
);

CREATE TABLE sallyport_signing_key (
    generation   INTEGER                              NOT NULL PRIMARY KEY,
    secret       VARCHAR(8000) COLLATE sallyport_text NOT NULL,
    activates_at BIGINT                               NOT NULL,
    created_at   BIGINT                               NOT NULL
);

CREATE TABLE sallyport_event (
    id          VARCHAR(64) COLLATE sallyport_text  NOT NULL PRIMARY KEY,
    occurred_at BIGINT                              NOT NULL,
    kind        VARCHAR(32) COLLATE sallyport_text  NOT NULL,
    user_id     VARCHAR(255) COLLATE sallyport_text,
    session_id  VARCHAR(64) COLLATE sallyport_text,
    address     VARCHAR(64) COLLATE sallyport_text  NOT NULL,
    refusal     VARCHAR(64) COLLATE sallyport_text,
    occurrences INTEGER                             DEFAULT 1 NOT NULL
);
CREATE INDEX sallyport_event_user ON sallyport_event (user_id, occurred_at);
CREATE INDEX sallyport_event_occurred ON sallyport_event (occurred_at);
CREATE INDEX sallyport_event_kind ON sallyport_event (kind, occurred_at, user_id);

CREATE TABLE sallyport_identity (
    id        VARCHAR(64) COLLATE sallyport_text   NOT NULL PRIMARY KEY,
    provider  VARCHAR(64) COLLATE sallyport_text   NOT NULL,
    issuer    VARCHAR(255) COLLATE sallyport_text  NOT NULL,
    subject   VARCHAR(255) COLLATE sallyport_text  NOT NULL,
    email     VARCHAR(320) COLLATE sallyport_text,
    name      VARCHAR(255) COLLATE sallyport_text,
    picture   VARCHAR(2000) COLLATE sallyport_text,
    user_id   VARCHAR(255) COLLATE sallyport_text  NOT NULL,
    linked_at BIGINT                               NOT NULL,
    settled   INTEGER                              NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX sallyport_identity_user ON sallyport_identity (user_id);

CREATE TABLE sallyport_used (
    name    VARCHAR(64) COLLATE sallyport_text NOT NULL PRIMARY KEY,
    ends_at BIGINT                             NOT NULL
);
CREATE INDEX sallyport_used_ends ON sallyport_used (ends_at);

CREATE TABLE sallyport_failure (
    name           VARCHAR(64) COLLATE sallyport_text NOT NULL PRIMARY KEY,
    in_a_row       INTEGER                            NOT NULL,
    last_failed_at BIGINT                             NOT NULL,
    ends_at        BIGINT                             NOT NULL
);
CREATE INDEX sallyport_failure_ends ON sallyport_failure (ends_at);
