-- Deploy yimeng:campaign_author to mysql
-- Who drafted it last: the second person is another one. NULL: loaded, not drafted here.
ALTER TABLE campaign
	ADD COLUMN IF NOT EXISTS drafted_by BIGINT NULL,
	ADD COLUMN IF NOT EXISTS state ENUM('draft', 'submitted', 'published') NOT NULL DEFAULT 'draft',
	ADD KEY IF NOT EXISTS campaign_by_state (state, id),
	ADD KEY IF NOT EXISTS campaign_of_charity (charity_id, state, id);
