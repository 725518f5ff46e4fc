-- Nodes of the version before may go on beside those of this one: they leave these columns as they are.
ALTER TABLE sallyport_session ADD COLUMN repeats_in_a_row INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE sallyport_session ADD COLUMN last_was_repeated INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE sallyport_session ADD COLUMN device_name VARCHAR(64);
