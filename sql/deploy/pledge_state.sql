-- Deploy yimeng:pledge_state to mysql
-- The state, derived by the server, so that staff's lists are one range of one index; and why a pledge was refused or released.
ALTER TABLE pledge
	ADD COLUMN IF NOT EXISTS ended_reason VARCHAR(300) NULL,
	ADD COLUMN IF NOT EXISTS state ENUM('registered', 'confirmed', 'partly_paid', 'fulfilled', 'withdrawn', 'released', 'refused')
		AS (CASE WHEN refused_at IS NOT NULL THEN 'refused' WHEN released_at IS NOT NULL THEN 'released'
			WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN paid_fen >= amount_fen THEN 'fulfilled'
			WHEN paid_fen > 0 THEN 'partly_paid' WHEN confirmed_at IS NOT NULL THEN 'confirmed' ELSE 'registered' END) STORED,
	ADD KEY IF NOT EXISTS pledge_by_state (state, id),
	ADD KEY IF NOT EXISTS pledge_of_campaign_by_state (campaign_id, state, id);
