CREATE TABLE sallyport_event (
    id          VARCHAR(64)  NOT NULL PRIMARY KEY,
    occurred_at BIGINT       NOT NULL,
    kind        VARCHAR(32)  NOT NULL,
    user_id     VARCHAR(255),
    session_id  VARCHAR(64),
    address     VARCHAR(64)  NOT NULL,
    refusal     VARCHAR(64)
);
CREATE INDEX sallyport_event_user ON sallyport_event (user_id, occurred_at);
CREATE INDEX sallyport_event_occurred ON sallyport_event (occurred_at);
