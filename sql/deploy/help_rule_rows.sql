-- Deploy yimeng:help_rule_rows to mysql
-- The first deadlines.
INSERT IGNORE INTO help_rule (kind, urgency, triage_hours, triage_days, answer_hours, answer_days) VALUES
	('tuition', 'normal', NULL, 2, NULL, 10),
	('tuition', 'urgent', 8, NULL, NULL, 2),
	('living', 'normal', NULL, 1, NULL, 5),
	('living', 'urgent', 8, NULL, NULL, 1),
	('supplies', 'normal', NULL, 2, NULL, 10),
	('supplies', 'urgent', 8, NULL, NULL, 2),
	('transport', 'normal', NULL, 2, NULL, 10),
	('transport', 'urgent', 8, NULL, NULL, 2),
	('study', 'normal', NULL, 2, NULL, 10),
	('study', 'urgent', 8, NULL, NULL, 2),
	('repair', 'normal', NULL, 2, NULL, 15),
	('repair', 'urgent', 8, NULL, NULL, 3),
	('other', 'normal', NULL, 2, NULL, 10),
	('other', 'urgent', 8, NULL, NULL, 2),
	('health', 'normal', 12, NULL, NULL, 3),
	('health', 'urgent', 2, NULL, 24, NULL);
