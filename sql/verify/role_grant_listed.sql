-- Verify yimeng:role_grant_listed on mysql
SELECT path, login FROM role_grant FORCE INDEX (role_grant_of_county) WHERE FALSE;
SELECT town_path FROM role_grant FORCE INDEX (role_grant_of_town) WHERE FALSE;
