-- Revert yimeng:role_grant_listed from mysql
ALTER TABLE role_grant
	DROP KEY IF EXISTS role_grant_of_town,
	DROP KEY IF EXISTS role_grant_of_county,
	DROP COLUMN IF EXISTS town_path,
	DROP COLUMN IF EXISTS county_path,
	DROP COLUMN IF EXISTS login,
	DROP COLUMN IF EXISTS path;
