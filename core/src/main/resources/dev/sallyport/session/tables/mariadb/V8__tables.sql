-- Texts are compared byte by byte: ids that differ in case, or in a blank at their end, are different ids.
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
    revoked_at        BIGINT,
    INDEX sallyport_session_user (user_id),
    INDEX sallyport_session_expires (expires_at),
    INDEX sallyport_session_revoked (revoked_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE sallyport_key (
    name       VARCHAR(64)   NOT NULL PRIMARY KEY,
    secret     VARCHAR(8000) NOT NULL,
    created_at BIGINT        NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE sallyport_signing_key (
    generation   INTEGER       NOT NULL PRIMARY KEY,
    secret       VARCHAR(8000) NOT NULL,
    activates_at BIGINT        NOT NULL,
    created_at   BIGINT        NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE sallyport_event (
    id          VARCHAR(64)  NOT NULL PRIMARY KEY,
    occurred_at BIGINT       NOT NULL,
    kind        VARCHAR(32)  NOT NULL,
    user_id     VARCHAR(255),
    session_id  VARCHAR(64),
    address     VARCHAR(64)  NOT NULL,
    refusal     VARCHAR(64),
    occurrences INTEGER      DEFAULT 1 NOT NULL,
    INDEX sallyport_event_user (user_id, occurred_at),
    INDEX sallyport_event_occurred (occurred_at),
    INDEX sallyport_event_kind (kind, occurred_at, user_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

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
    UNIQUE (issuer, subject),
    INDEX sallyport_identity_user (user_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE sallyport_used (
    name    VARCHAR(64) NOT NULL PRIMARY KEY,
    ends_at BIGINT      NOT NULL,
    INDEX sallyport_used_ends (ends_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE sallyport_failure (
    name           VARCHAR(64) NOT NULL PRIMARY KEY,
    in_a_row       INTEGER     NOT NULL,
    last_failed_at BIGINT      NOT NULL,
    ends_at        BIGINT      NOT NULL,
    INDEX sallyport_failure_ends (ends_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
