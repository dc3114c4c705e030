-- Verify yimeng:sheet_word_action_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 183, 'words are missing')
	FROM sheet_word WHERE kind = 'audit' AND field = 'action' AND value <> '';
