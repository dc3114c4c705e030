-- Deploy yimeng:vetting_rule_rows to mysql
-- The first list of checks. 未成年人保护法 (2020) article 62 wants a yearly look at records of whoever works with children: 365 days.
INSERT IGNORE INTO vetting_rule (version, position, name, title, title_en, covers, valid_days, on_address, published_at) VALUES
	(1, 1, 'identity', '核对身份证原件', 'Identity card seen', 'adult', 1826, FALSE, '2018-01-01 00:00:00'),
	(1, 2, 'criminal_record', '违法犯罪记录查询', 'Criminal record asked for', 'adult', 365, FALSE, '2018-01-01 00:00:00'),
	(1, 3, 'residence', '居住情况核实', 'Residence confirmed', 'family', 730, TRUE, '2018-01-01 00:00:00'),
	(1, 4, 'home_visit', '入户走访', 'Home visited', 'family', 730, TRUE, '2018-01-01 00:00:00'),
	(1, 5, 'interview', '面谈', 'Interview', 'family', 730, FALSE, '2018-01-01 00:00:00'),
	(1, 6, 'training', '儿童保护培训', 'Child protection course', 'adult', 1095, FALSE, '2018-01-01 00:00:00');
