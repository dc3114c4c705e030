-- Deploy yimeng:retention_rule_rows to mysql
-- How long what is kept here. An installation may change its rows; where none stands, nothing is wiped. The audit trail has none.
-- 网络安全法 article 21 wants logs for six months at least, which is up to 184 days: 190.
INSERT IGNORE INTO retention_rule (subject, days, law_ref) VALUES
	('attempt', 2, '个人信息保护法第十九条：限制查询次数用，过后无用'),
	('staff_session', 190, '网络安全法第二十一条：日志不少于六个月'),
	('job', 190, '网络安全法第二十一条：日志不少于六个月'),
	('kept_form', 1, '个人信息保护法第十九条：只为找回没有提交的内容'),
	('telephone_code', 7, '个人信息保护法第十九条：验证码十分钟失效，留七天备查'),
	('outbox', 30, '个人信息保护法第十九条：没有送达的短信、邮件的内容'),
	('upload', 30, '个人信息保护法第十九条：导入的原文件和有误的行'),
	('export', 1, '个人信息保护法第十九条：导出的文件供当天下载'),
	('student', 1826, '个人信息保护法第十九条、第四十七条：离开名册后资助档案留五年'),
	('pledge_unpaid', 365, '个人信息保护法第四十七条：没有到账的认捐，结束后一年'),
	('pledge_paid', 3653, '会计档案管理办法第十四条：到账的认捐，最后一笔到账后十年');
