-- Revert yimeng:account_live_grants from mysql
ALTER TABLE account
	DROP KEY IF EXISTS account_by_roles,
	DROP COLUMN IF EXISTS live_grants;
