-- Verify yimeng:role_grant_deleted on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger role_grant_deleted')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'role_grant_deleted';
