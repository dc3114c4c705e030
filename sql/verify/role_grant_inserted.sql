-- Verify yimeng:role_grant_inserted on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger role_grant_inserted')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'role_grant_inserted';
