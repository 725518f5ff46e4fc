-- Written to its documentation, tried with no server. Texts are compared byte by byte: ids that differ in case are different ids.
CREATE TABLE sallyport_session (
    id                NVARCHAR(64) COLLATE Latin1_General_100_BIN2  NOT NULL PRIMARY KEY,
    user_id           NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    transport         NVARCHAR(16) COLLATE Latin1_General_100_BIN2  NOT NULL,
    methods           NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at        BIGINT                                        NOT NULL,
    authenticated_at  BIGINT                                        NOT NULL,
    last_seen_at      BIGINT                                        NOT NULL,
    expires_at        BIGINT                                        NOT NULL,
    current_hash      NVARCHAR(64) COLLATE Latin1_General_100_BIN2  NOT NULL,
    previous_hash     NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
    rotated_at        BIGINT,
    repeats_in_a_row  INTEGER                                       DEFAULT 0 NOT NULL,
    last_was_repeated INTEGER                                       DEFAULT 0 NOT NULL,
    device            NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    address           NVARCHAR(64) COLLATE Latin1_General_100_BIN2  NOT NULL,
    device_name       NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
    revoked_at        BIGINT
);
CREATE INDEX sallyport_session_user ON sallyport_session (user_id);
CREATE INDEX sallyport_session_expires ON sallyport_session (expires_at);
CREATE INDEX sallyport_session_revoked ON sallyport_session (revoked_at);

CREATE TABLE sallyport_key (
    name       NVARCHAR(64) COLLATE Latin1_General_100_BIN2  NOT NULL PRIMARY KEY,
    secret     NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at BIGINT                                        NOT NULL
);

CREATE TABLE sallyport_signing_key (
    generation   INTEGER                                       NOT NULL PRIMARY KEY,
    secret       NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    activates_at BIGINT                                        NOT NULL,
    created_at   BIGINT                                        NOT NULL
);

CREATE TABLE sallyport_event (
    id          NVARCHAR(64) COLLATE Latin1_General_100_BIN2  NOT NULL PRIMARY KEY,
    occurred_at BIGINT                                        NOT NULL,
    kind        NVARCHAR(32) COLLATE Latin1_General_100_BIN2  NOT NULL,
    user_id     NVARCHAR(255) COLLATE Latin1_General_100_BIN2,
    session_id  NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
    address     NVARCHAR(64) COLLATE Latin1_General_100_BIN2  NOT NULL,
    refusal     NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
    occurrences INTEGER                                       DEFAULT 1 NOT NULL
);
CREATE INDEX sallyport_event_user ON sallyport_event (user_id, occurred_at);
CREATE INDEX sallyport_event_occurred ON sallyport_event (occurred_at);
CREATE INDEX sallyport_event_kind ON sallyport_event (kind, occurred_at, user_id);

CREATE TABLE sallyport_identity (
    id        NVARCHAR(64) COLLATE Latin1_General_100_BIN2   NOT NULL PRIMARY KEY,
    provider  NVARCHAR(64) COLLATE Latin1_General_100_BIN2   NOT NULL,
    issuer    NVARCHAR(255) COLLATE Latin1_General_100_BIN2  NOT NULL,
    subject   NVARCHAR(255) COLLATE Latin1_General_100_BIN2  NOT NULL,
    email     NVARCHAR(320) COLLATE Latin1_General_100_BIN2,
    name      NVARCHAR(255) COLLATE Latin1_General_100_BIN2,
    picture   NVARCHAR(2000) COLLATE Latin1_General_100_BIN2,
    user_id   NVARCHAR(255) COLLATE Latin1_General_100_BIN2  NOT NULL,
    linked_at BIGINT                                         NOT NULL,
    settled   INTEGER                                        NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX sallyport_identity_user ON sallyport_identity (user_id);

CREATE TABLE sallyport_used (
    name    NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    ends_at BIGINT                                       NOT NULL
);
CREATE INDEX sallyport_used_ends ON sallyport_used (ends_at);

CREATE TABLE sallyport_failure (
    name           NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    in_a_row       INTEGER                                      NOT NULL,
    last_failed_at BIGINT                                       NOT NULL,
    ends_at        BIGINT                                       NOT NULL
);
CREATE INDEX sallyport_failure_ends ON sallyport_failure (ends_at);
