CREATE TABLE account (
    id            VARCHAR(64)  NOT NULL PRIMARY KEY,
    username      VARCHAR(255) NOT NULL,
    username_key  VARCHAR(255) NOT NULL UNIQUE,
    email         VARCHAR(255),
    roles         VARCHAR(1000) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    disabled      INTEGER      NOT NULL
);

CREATE TABLE profile (
    account_id   VARCHAR(64)   NOT NULL PRIMARY KEY REFERENCES account (id),
    display_name VARCHAR(100)  NOT NULL,
    bio          VARCHAR(2000) NOT NULL
);
