-- What staff's lists show, @rows of each kind (units a tenth, accounts a hundredth): tests/sql/plan_test.sh looks at the plans with
-- twenty thousand, the benchmark at the time with a million. Divisions and campaigns numbered from @campaign_first, @campaigns of
-- them, are there. Measured rows have ids from a million on, so that they stand beside those of a demonstration.
SET @base = 1000000, @now = UTC_TIMESTAMP(6), @units = GREATEST(@rows DIV 10, 2000), @accounts = GREATEST(@rows DIV 100, 1000), @towns = 160;

INSERT INTO unit (id, kind, code, name, path, valid_from)
SELECT 1, 'city', '3713', '临沂市', '/1/', '2018-01-01' WHERE NOT EXISTS (SELECT 1 FROM unit);
INSERT INTO unit (id, kind, code, name, parent_id, path, valid_from)
SELECT 100 + ROW_NUMBER() OVER (ORDER BY d.code), 'county', d.code, d.name, 1, CONCAT('/1/', 100 + ROW_NUMBER() OVER (ORDER BY d.code), '/'), '2018-01-01'
FROM division d WHERE d.level = 'county' AND NOT EXISTS (SELECT 1 FROM unit WHERE kind = 'county');
SET @city = (SELECT path FROM unit WHERE parent_id IS NULL);

CREATE TEMPORARY TABLE county (place INT PRIMARY KEY, id BIGINT, path VARCHAR(120), code VARCHAR(12));
INSERT INTO county SELECT ROW_NUMBER() OVER (ORDER BY id) - 1, id, path, code FROM unit WHERE kind = 'county' AND code IS NOT NULL;
SET @counties = (SELECT COUNT(*) FROM county);
INSERT INTO unit (id, kind, name, parent_id, path, valid_from)
SELECT @base + s.seq, 'township', CONCAT('测量镇', LPAD(s.seq, 3, '0')), c.id, CONCAT(c.path, @base + s.seq, '/'), '2018-01-01'
FROM seq_1_to_1000 s JOIN county c ON c.place = s.seq % @counties WHERE s.seq <= @towns;
CREATE TEMPORARY TABLE town (place INT PRIMARY KEY, id BIGINT, path VARCHAR(120));
INSERT INTO town SELECT id - @base - 1, id, path FROM unit WHERE id BETWEEN @base + 1 AND @base + @towns;
INSERT INTO unit (id, kind, name, parent_id, path, valid_from, valid_to)
SELECT 2 * @base + s.seq, 'school', CONCAT('测量小学', LPAD(s.seq, 6, '0')), t.id, CONCAT(t.path, 2 * @base + s.seq, '/'), '2018-01-01',
	IF(s.seq % 29 = 0, '2024-09-01', NULL)
FROM seq_1_to_1000000 s JOIN town t ON t.place = s.seq % @towns WHERE s.seq <= @units;
CREATE TEMPORARY TABLE school (place INT PRIMARY KEY, id BIGINT, path VARCHAR(120));
INSERT INTO school SELECT id - 2 * @base - 1, id, path FROM unit WHERE id BETWEEN 2 * @base + 1 AND 2 * @base + @units;
-- The city, counties, townships, schools in turn: whose a row is.
CREATE TEMPORARY TABLE owner (place INT PRIMARY KEY, id BIGINT, path VARCHAR(120));
INSERT INTO owner SELECT ROW_NUMBER() OVER (ORDER BY MD5(id)) - 1, id, path FROM unit WHERE valid_to IS NULL AND (kind <> 'school' OR id % 20 = 0);
SET @owners = (SELECT COUNT(*) FROM owner);

INSERT INTO account (id, login, name, created_at, disabled_at)
SELECT @base + seq, CONCAT('measure', LPAD(seq, 6, '0')), CONCAT('测量员', seq), @now, IF(seq % 11 = 0, @now, NULL)
FROM seq_1_to_100000 WHERE seq <= @accounts;
-- One in fifty has no role.
INSERT INTO role_grant (account_id, role, unit_id, granted_at)
SELECT @base + s.seq, IF(u.kind IN ('charity', 'department'), 'school', u.kind), o.id, @now
FROM seq_1_to_100000 s JOIN owner o ON o.place = s.seq % @owners JOIN unit u ON u.id = o.id WHERE s.seq <= @accounts AND s.seq % 50 <> 0;

-- A site's own trail goes on where it stands; these stand far beyond it.
INSERT INTO audit_event (seq, at, account_id, actor, role, action, subject, unit_path, outcome, hash)
SELECT 10 * @base + s.seq, '2025-01-01' + INTERVAL s.seq * 30 SECOND, @base + 1 + s.seq % @accounts, CONCAT('measure', LPAD(1 + s.seq % @accounts, 6, '0')),
	'county', ELT(1 + s.seq % 7, 'student_reveal', 'unit_rename', 'campaign_save', 'pledge_confirm', 'sign_in', 'import_commit', 'export_made'),
	CONCAT('unit:', s.seq % 20000), @city, IF(s.seq % 13 = 0, 'refused', 'done'), REPEAT('x', 32)
FROM seq_1_to_1000000 s WHERE s.seq <= @rows;

-- The system's own work each hour, and what people asked for: one in a thousand failed.
INSERT INTO job (id, kind, subject, state, account_id, unit_path, total, position, queued_at, not_before, started_at, ended_at)
SELECT @base + s.seq, IF(s.seq % 5 = 0, 'retention', 'import_check'), IF(s.seq % 5 = 0, '', CONCAT('import:', s.seq)), IF(s.seq % 1000 = 7, 'failed', 'done'),
	IF(s.seq % 5 = 0, NULL, @base + 1 + s.seq % @accounts), IF(s.seq % 5 = 0, '', o.path), 1000, 1000, @now - INTERVAL @rows - s.seq SECOND,
	@now, @now, @now - INTERVAL @rows - s.seq SECOND
FROM seq_1_to_1000000 s JOIN owner o ON o.place = s.seq % @owners WHERE s.seq <= @rows;

INSERT INTO outbox (id, message_key, channel, template, shown_to, state, attempts, queued_at, not_before)
SELECT @base + s.seq, LPAD(s.seq, 22, 'm'), 'sms', 'code', '138****0000', IF(s.seq % 1000 = 7, 'failed', 'sent'), 1, @now - INTERVAL @rows - s.seq SECOND, @now
FROM seq_1_to_1000000 s WHERE s.seq <= @rows;

INSERT INTO import (id, kind, file_name, account_id, role, unit_id, unit_path, source, state, begun_at)
SELECT @base + s.seq, 'student', '学生.xlsx', @base + 1 + s.seq % @accounts, 'county', o.id, o.path, 'school', IF(s.seq % 200 = 7, 'ready', 'done'), @now
FROM seq_1_to_1000000 s JOIN owner o ON o.place = s.seq % @owners WHERE s.seq <= @rows DIV 10;

INSERT INTO personal_request (id, kind, subject, unit_path, asked_at, due_on, decided_at, granted)
SELECT @base + s.seq, 'access', CONCAT('student:', LPAD(s.seq, 9, '0')), o.path, @now, '2026-01-01' + INTERVAL s.seq % 300 DAY,
	IF(s.seq % 20 = 0, NULL, @now - INTERVAL s.seq SECOND), IF(s.seq % 20 = 0, NULL, TRUE)
FROM seq_1_to_1000000 s JOIN owner o ON o.place = s.seq % @owners WHERE s.seq <= @rows DIV 10;

INSERT INTO export (id, serial, kind, format, account_id, role, unit_path, unmasked, row_count, asked_at, ready_at)
SELECT @base + s.seq, LPAD(s.seq, 9, '0'), 'student', 'xlsx', @base + 1 + s.seq % 20, 'city', @city, FALSE, 100, @now, @now
FROM seq_1_to_1000000 s WHERE s.seq <= @rows DIV 10;
