-- Deploy yimeng:concern_rule_rows to mysql
-- The first deadlines.
INSERT IGNORE INTO concern_rule (kind, hours, report_hours) VALUES
	('harm', 12, 24),
	('alone', 24, NULL),
	('contact', 48, NULL),
	('money', 48, NULL),
	('unease', 72, NULL),
	('other', 72, NULL);
