-- Verify yimeng:family_approval_guarded on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger family_approval_guarded')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'family_approval_guarded';
