-- Deploy yimeng:retention_rule_family_rows to mysql
-- How long families are kept after they left, as the text they agreed to says (data/texts/volunteering.zh.txt).
INSERT IGNORE INTO retention_rule (subject, days, law_ref) VALUES
	('family_session', 190, '网络安全法第二十一条：日志不少于六个月'),
	('family_unpaired', 365, '个人信息保护法第四十七条：没有结对的志愿家庭，退出后一年'),
	('family_paired', 1826, '个人信息保护法第十九条、第四十七条：结过对的志愿家庭，结束后五年'),
	('family_for_cause', 3653, '未成年人保护法第六十二条：因侵害学生终止的，封存十年');
