-- Deploy yimeng:sheet_word_award_pay_rows to mysql
-- Headings of lists of aid that was paid, and why a row is not taken.
INSERT IGNORE INTO sheet_word (kind, field, value, word) VALUES
	('award_pay', 'code', '', '编号'),
	('award_pay', 'code', '', '资助编号'),
	('award_pay', 'code', '', '回执编号'),
	('award_pay', 'code', '', 'code'),
	('award_pay', 'name', '', '姓名'),
	('award_pay', 'name', '', '学生姓名'),
	('award_pay', 'name', '', 'name'),
	('award_pay', 'amount', '', '金额'),
	('award_pay', 'amount', '', '发放金额'),
	('award_pay', 'amount', '', '金额（元）'),
	('award_pay', 'amount', '', '发放金额（元）'),
	('award_pay', 'amount', '', 'amount'),
	('award_pay', 'paid_on', '', '发放日期'),
	('award_pay', 'paid_on', '', '日期'),
	('award_pay', 'paid_on', '', '到账日期'),
	('award_pay', 'paid_on', '', 'paid_on'),
	('import_bad', 'reason', 'name_differs', '姓名和这笔资助的学生对不上'),
	('import_bad', 'reason', 'amount_differs', '金额和批准的不一样'),
	('import_bad', 'reason', 'not_approved', '这笔资助没有批准'),
	('import_bad', 'reason', 'paid_before', '这笔资助已经发过，金额或日期不一样'),
	('import_bad', 'reason', 'appealed', '这笔资助在申诉，还没有决定');
