-- Deploy yimeng:concern_unfounded to mysql
-- Suspected harm that was never reported is closed as unfounded by two: its officer asks, somebody who never had it confirms or sends it
-- back (then the three are NULL again).
ALTER TABLE concern
	ADD COLUMN IF NOT EXISTS unfounded_at DATETIME(6) NULL,
	ADD COLUMN IF NOT EXISTS unfounded_by BIGINT NULL COMMENT 'its officer then',
	ADD COLUMN IF NOT EXISTS unfounded_words VARCHAR(1000) NULL COMMENT 'what was found, for staff',
	DROP CONSTRAINT IF EXISTS concern_unfounded_whole,
	ADD CONSTRAINT concern_unfounded_whole CHECK ((unfounded_at IS NULL) = (unfounded_by IS NULL)
		AND (unfounded_at IS NULL) = (unfounded_words IS NULL)),
	ADD CONSTRAINT concern_unfounded_asker FOREIGN KEY IF NOT EXISTS (unfounded_by) REFERENCES account (id);
