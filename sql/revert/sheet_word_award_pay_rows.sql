-- Revert yimeng:sheet_word_award_pay_rows from mysql
DELETE FROM sheet_word WHERE kind = 'award_pay'
	OR (kind = 'import_bad' AND field = 'reason' AND value IN ('name_differs', 'amount_differs', 'not_approved', 'paid_before', 'appealed'));
