-- Revert yimeng:campaign_author from mysql
ALTER TABLE campaign
	DROP KEY IF EXISTS campaign_by_state,
	DROP KEY IF EXISTS campaign_of_charity,
	DROP COLUMN IF EXISTS drafted_by,
	DROP COLUMN IF EXISTS state;
