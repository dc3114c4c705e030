-- Revert yimeng:pledge_state from mysql
ALTER TABLE pledge
	DROP KEY IF EXISTS pledge_by_state,
	DROP KEY IF EXISTS pledge_of_campaign_by_state,
	DROP COLUMN IF EXISTS state,
	DROP COLUMN IF EXISTS ended_reason;
