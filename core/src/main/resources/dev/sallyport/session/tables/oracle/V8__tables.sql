-- Written to its documentation, tried with no server. It keeps an empty text as null, so columns that may be empty may be null.
CREATE TABLE sallyport_session (
    id                VARCHAR2(64 CHAR)  NOT NULL PRIMARY KEY,
    user_id           VARCHAR2(255 CHAR) NOT NULL,
    transport         VARCHAR2(16 CHAR)  NOT NULL,
    methods           VARCHAR2(255 CHAR),
    created_at        NUMBER(19)         NOT NULL,
    authenticated_at  NUMBER(19)         NOT NULL,
    last_seen_at      NUMBER(19)         NOT NULL,
    expires_at        NUMBER(19)         NOT NULL,
    current_hash      VARCHAR2(64 CHAR)  NOT NULL,
    previous_hash     VARCHAR2(64 CHAR),
    rotated_at        NUMBER(19),
    repeats_in_a_row  NUMBER(10)         DEFAULT 0 NOT NULL,
    last_was_repeated NUMBER(10)         DEFAULT 0 NOT NULL,
    device            VARCHAR2(255 CHAR),
    address           VARCHAR2(64 CHAR),
    device_name       VARCHAR2(64 CHAR),
    revoked_at        NUMBER(19)
);
CREATE INDEX sallyport_session_user ON sallyport_session (user_id);
CREATE INDEX sallyport_session_expires ON sallyport_session (expires_at);
CREATE INDEX sallyport_session_revoked ON sallyport_session (revoked_at);

CREATE TABLE sallyport_key (
    name       VARCHAR2(64 CHAR) NOT NULL PRIMARY KEY,
    secret     VARCHAR2(4000)    NOT NULL,
    created_at NUMBER(19)        NOT NULL
);

CREATE TABLE sallyport_signing_key (
    generation   NUMBER(10)     NOT NULL PRIMARY KEY,
    secret       VARCHAR2(4000) NOT NULL,
    activates_at NUMBER(19)     NOT NULL,
    created_at   NUMBER(19)     NOT NULL
);

CREATE TABLE sallyport_event (
    id          VARCHAR2(64 CHAR)  NOT NULL PRIMARY KEY,
    occurred_at NUMBER(19)         NOT NULL,
    kind        VARCHAR2(32 CHAR)  NOT NULL,
    user_id     VARCHAR2(255 CHAR),
    session_id  VARCHAR2(64 CHAR),
    address     VARCHAR2(64 CHAR),
    refusal     VARCHAR2(64 CHAR),
    occurrences NUMBER(10)         DEFAULT 1 NOT NULL
);
CREATE INDEX sallyport_event_user ON sallyport_event (user_id, occurred_at);
CREATE INDEX sallyport_event_occurred ON sallyport_event (occurred_at);
CREATE INDEX sallyport_event_kind ON sallyport_event (kind, occurred_at, user_id);

CREATE TABLE sallyport_identity (
    id        VARCHAR2(64 CHAR)   NOT NULL PRIMARY KEY,
    provider  VARCHAR2(64 CHAR)   NOT NULL,
    issuer    VARCHAR2(255 CHAR)  NOT NULL,
    subject   VARCHAR2(255 CHAR)  NOT NULL,
    email     VARCHAR2(320 CHAR),
    name      VARCHAR2(255 CHAR),
    picture   VARCHAR2(2000 CHAR),
    user_id   VARCHAR2(255 CHAR)  NOT NULL,
    linked_at NUMBER(19)          NOT NULL,
    settled   NUMBER(10)          NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX sallyport_identity_user ON sallyport_identity (user_id);

CREATE TABLE sallyport_used (
    name    VARCHAR2(64 CHAR) NOT NULL PRIMARY KEY,
    ends_at NUMBER(19)        NOT NULL
);
CREATE INDEX sallyport_used_ends ON sallyport_used (ends_at);

CREATE TABLE sallyport_failure (
    name           VARCHAR2(64 CHAR) NOT NULL PRIMARY KEY,
    in_a_row       NUMBER(10)        NOT NULL,
    last_failed_at NUMBER(19)        NOT NULL,
    ends_at        NUMBER(19)        NOT NULL
);
CREATE INDEX sallyport_failure_ends ON sallyport_failure (ends_at);
