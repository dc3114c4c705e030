-- What became of the demonstration's awards (yimeng award compute): some of every state, and a sheet with an objection period that runs. No personal
-- data is in here. Loading again changes nothing.
--	mariadb --socket=SOCKET yimeng < data/demo_awards.sql
SET NAMES utf8mb4;
START TRANSACTION;
SET @now = UTC_TIMESTAMP(6), @today = CURRENT_DATE;
SET @city = (SELECT id FROM account WHERE login = 'city1'), @school = (SELECT id FROM account WHERE login = 'school1');

-- Those that nobody has touched yet: eight parts, each taken so far; one part of them is left computed.
CREATE TEMPORARY TABLE demo_award (id BIGINT PRIMARY KEY, part INT NOT NULL);
INSERT INTO demo_award SELECT id, ROW_NUMBER() OVER (ORDER BY programme_id, id) % 8 FROM award
	WHERE state = 'computed' AND NOT EXISTS (SELECT 1 FROM award done WHERE done.applied_at IS NOT NULL);

UPDATE award a JOIN demo_award d ON d.id = a.id SET a.applied_at = @now - INTERVAL 40 DAY, a.applied_by = @school WHERE d.part >= 1;
UPDATE award a JOIN demo_award d ON d.id = a.id SET a.verified_at = @now - INTERVAL 35 DAY, a.verified_by = @school WHERE d.part >= 2;
UPDATE award a JOIN demo_award d ON d.id = a.id SET a.refused_at = @now - INTERVAL 30 DAY, a.refused_by = @city, a.refusal = 'duplicate' WHERE d.part = 7;

-- A sheet a school, programme and period: one that hangs (part 3), one whose days are over (4 to 6).
INSERT INTO award_notice (code, school_id, path, programme_id, period, awards, posted_on, objections_until, removed_on, made_at, made_by)
	SELECT CONCAT('DEM', UPPER(LPAD(CONV(ROW_NUMBER() OVER (ORDER BY a.path, a.programme_id, a.period, d.part > 3), 10, 16), 6, '0'))), u.id, u.path,
		a.programme_id, a.period, COUNT(*), @today - INTERVAL IF(d.part = 3, 2, 30) DAY, @today + INTERVAL IF(d.part = 3, 4, -24) DAY,
		@today + INTERVAL IF(d.part = 3, 5, -23) DAY, @now, @school
	FROM award a JOIN demo_award d ON d.id = a.id JOIN unit u ON u.path = a.path AND u.kind = 'school' WHERE d.part BETWEEN 3 AND 6
	GROUP BY u.id, u.path, a.programme_id, a.period, d.part > 3;
CREATE TEMPORARY TABLE demo_line SELECT a.id, n.id AS notice_id, ROW_NUMBER() OVER (PARTITION BY n.id ORDER BY a.id) AS line
	FROM award a JOIN demo_award d ON d.id = a.id JOIN award_notice n ON n.path = a.path AND n.programme_id = a.programme_id AND n.period = a.period
		AND (n.objections_until < @today) = (d.part > 3) AND n.code LIKE 'DEM%' WHERE d.part BETWEEN 3 AND 6;
UPDATE award a JOIN demo_line l ON l.id = a.id SET a.notice_id = l.notice_id, a.notice_line = l.line;
UPDATE award a JOIN demo_award d ON d.id = a.id SET a.approved_at = @now - INTERVAL 20 DAY, a.approved_by = @city
	WHERE d.part BETWEEN 4 AND 6 AND a.notice_id IS NOT NULL;
UPDATE award a JOIN demo_award d ON d.id = a.id SET a.paid_on = @today - INTERVAL 10 DAY, a.paid_fen = a.amount_fen
	WHERE d.part BETWEEN 5 AND 6 AND a.approved_at IS NOT NULL;
UPDATE award a JOIN demo_award d ON d.id = a.id SET a.confirmed_at = @now - INTERVAL 5 DAY WHERE d.part = 6 AND a.paid_on IS NOT NULL;
UPDATE award a JOIN demo_award d ON d.id = a.id SET a.appealed_at = @now - INTERVAL 3 DAY WHERE d.part = 7 AND a.id % 2 = 0;
COMMIT;
