-- Deploy yimeng:campaign_author to mysql
-- Who drafted it last: the second person is another one. NULL: loaded, not drafted here. The state is derived, so that staff's
-- lists are one range of one index.
ALTER TABLE campaign
	ADD COLUMN IF NOT EXISTS drafted_by BIGINT NULL,
	ADD COLUMN IF NOT EXISTS submitted_at DATETIME(6) NULL,
	ADD COLUMN IF NOT EXISTS state ENUM('draft', 'submitted', 'published', 'closed')
		AS (CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN published_at IS NOT NULL THEN 'published'
			WHEN submitted_at IS NOT NULL THEN 'submitted' ELSE 'draft' END) STORED,
	ADD KEY IF NOT EXISTS campaign_by_state (state, id),
	ADD KEY IF NOT EXISTS campaign_of_county_by_state (county_code, state, id),
	ADD KEY IF NOT EXISTS campaign_of_charity_by_state (charity_id, state, id);
