-- Deploy yimeng:role_grant_listed to mysql
-- What a list of accounts is ordered and limited by stands in one index: the unit's path (a copy; it follows moves) and the account's
-- login (which never changes). Kept by triggers. county_path and town_path are the path's parts that are scopes.
ALTER TABLE role_grant
	ADD COLUMN IF NOT EXISTS path VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	ADD COLUMN IF NOT EXISTS login VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	ADD COLUMN IF NOT EXISTS county_path VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin
		AS (CONCAT(SUBSTRING_INDEX(path, '/', 3), '/')) STORED,
	ADD COLUMN IF NOT EXISTS town_path VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin
		AS (CONCAT(SUBSTRING_INDEX(path, '/', 4), '/')) STORED,
	ADD KEY IF NOT EXISTS role_grant_of_county (county_path, revoked_at, login, account_id),
	ADD KEY IF NOT EXISTS role_grant_of_town (town_path, revoked_at, login, account_id, path);
