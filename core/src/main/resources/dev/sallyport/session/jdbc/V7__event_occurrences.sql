-- Nodes of the version before may go on beside those of this one: what they add occurred once.
ALTER TABLE sallyport_event ADD COLUMN occurrences INTEGER DEFAULT 1 NOT NULL;
CREATE INDEX sallyport_event_kind ON sallyport_event (kind, occurred_at, user_id);
