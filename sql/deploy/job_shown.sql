-- Deploy yimeng:job_shown to mysql
-- How far a long step is, for the eye: written from beside it, while position waits for its commit.
ALTER TABLE job ADD COLUMN IF NOT EXISTS shown BIGINT NOT NULL DEFAULT 0;
