-- Verify yimeng:aid_sheet_kept on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger aid_sheet_kept')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'aid_sheet_kept';
