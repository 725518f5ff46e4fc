-- Who came by a provider has no password, which is written as an empty hash.
CREATE INDEX account_email ON account (LOWER(email));
