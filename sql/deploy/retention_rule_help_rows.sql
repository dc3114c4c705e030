-- Deploy yimeng:retention_rule_help_rows to mysql
-- How long what was said is kept after a request was last changed, once it is answered, refused or merged.
INSERT IGNORE INTO retention_rule (subject, days, law_ref) VALUES
	('help_request', 1096, '个人信息保护法第十九条：诉求办结后三年，供核查差评');
