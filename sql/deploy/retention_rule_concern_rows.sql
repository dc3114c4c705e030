-- Deploy yimeng:retention_rule_concern_rows to mysql
-- How long what was said in a concern is kept once it is closed. Suspected harm is kept until a claim of the child can no longer be brought: three
-- years from the eighteenth birthday (Civil Code, articles 188 and 191), for the youngest child twenty-one years.
INSERT IGNORE INTO retention_rule (subject, days, law_ref) VALUES
	('concern', 1096, '个人信息保护法第十九条：办结后三年，供核查'),
	('concern_harm', 7671, '民法典第一百八十八条、第一百九十一条：成年后三年');
