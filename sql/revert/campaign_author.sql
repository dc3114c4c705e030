-- Revert yimeng:campaign_author from mysql
ALTER TABLE campaign
	DROP KEY IF EXISTS campaign_by_state,
	DROP KEY IF EXISTS campaign_of_county_by_state,
	DROP KEY IF EXISTS campaign_of_charity_by_state,
	DROP COLUMN IF EXISTS state,
	DROP COLUMN IF EXISTS submitted_at,
	DROP COLUMN IF EXISTS drafted_by;
