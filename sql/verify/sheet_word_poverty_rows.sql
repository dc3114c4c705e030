-- Verify yimeng:sheet_word_poverty_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 44, 'words of the poverty register are missing') FROM sheet_word WHERE kind = 'poverty';
