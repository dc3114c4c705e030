-- Deploy yimeng:retention_rule_pairing_rows to mysql
-- How long what pairing keeps is kept once a pair has ended. Concerns have no row: nothing wipes them.
INSERT IGNORE INTO retention_rule (subject, days, law_ref) VALUES
	('pair_message', 1096, '个人信息保护法第十九条：结对结束后三年，供核查关切'),
	('visit_note', 1096, '个人信息保护法第十九条：结对结束后三年，供核查关切');
