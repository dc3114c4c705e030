-- Verify yimeng:sheet_word_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 344, 'words are missing') FROM sheet_word;
