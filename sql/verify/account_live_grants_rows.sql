-- Verify yimeng:account_live_grants_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 0, 'live_grants is wrong')
	FROM account a WHERE live_grants <> (SELECT COUNT(*) FROM role_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL);
