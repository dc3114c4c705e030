-- Verify yimeng:sheet_word_award_pay_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 16, 'words of lists of payments are missing') FROM sheet_word WHERE kind = 'award_pay';
