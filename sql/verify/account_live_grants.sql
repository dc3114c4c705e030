-- Verify yimeng:account_live_grants on mysql
SELECT live_grants FROM account FORCE INDEX (account_by_roles) WHERE FALSE;
