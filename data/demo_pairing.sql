-- What became of the demonstration's families and students (yimeng match demo): checks, approvals, consents, screening. No personal data is
-- in here. Of 10,000 families that came forward 6,214 are approved, of others as many in proportion. Loading again changes nothing.
--	mariadb --socket=SOCKET yimeng < data/demo_pairing.sql
SET NAMES utf8mb4;
START TRANSACTION;
SET @now = UTC_TIMESTAMP(6), @today = CURRENT_DATE;
SET @clerk = (SELECT id FROM account WHERE login = 'county1'), @checker = (SELECT id FROM account WHERE login = 'city1'),
	@school = (SELECT id FROM account WHERE login = 'school1');
SET @mark = (SELECT payload_digest FROM family GROUP BY payload_digest HAVING COUNT(*) > 50 LIMIT 1);

-- Which place each has among all: spread over the whole by a factor without a common divisor.
CREATE TEMPORARY TABLE demo_rank (id BIGINT PRIMARY KEY, of_10000 INT NOT NULL);
INSERT INTO demo_rank
	SELECT f.id, (f.place * 7919 % f.families) * 10000 DIV f.families FROM
		(SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place, COUNT(*) OVER () AS families FROM family
		WHERE payload_digest = @mark AND vetting_at IS NULL AND withdrawn_at IS NULL AND denied_at IS NULL) f;

INSERT INTO vetting_check (family_id, adult_id, rule_id, passed, checked_on, valid_until, reference, noted_at, noted_by)
	SELECT r.id, a.id, v.id, TRUE, @today - INTERVAL 60 + r.id % 30 DAY, @today - INTERVAL 60 + r.id % 30 DAY + INTERVAL v.valid_days DAY,
		CONCAT('DEMO-', r.id), @now - INTERVAL 50 DAY, @clerk
	FROM demo_rank r JOIN vetting_rule v ON v.version = (SELECT MAX(version) FROM vetting_rule)
		LEFT JOIN family_adult a ON a.family_id = r.id AND v.covers = 'adult'
	WHERE r.of_10000 < 6514 AND (v.covers = 'family' OR a.id IS NOT NULL);
-- Of those that are being looked at, the first half of the list is done.
INSERT INTO vetting_check (family_id, adult_id, rule_id, passed, checked_on, valid_until, noted_at, noted_by)
	SELECT r.id, a.id, v.id, TRUE, @today - INTERVAL 10 DAY, @today - INTERVAL 10 DAY + INTERVAL v.valid_days DAY, @now - INTERVAL 9 DAY, @clerk
	FROM demo_rank r JOIN vetting_rule v ON v.version = (SELECT MAX(version) FROM vetting_rule) AND v.position <= 3
		LEFT JOIN family_adult a ON a.family_id = r.id AND v.covers = 'adult'
	WHERE r.of_10000 BETWEEN 6514 AND 7999 AND (v.covers = 'family' OR a.id IS NOT NULL);
UPDATE family f JOIN demo_rank r ON r.id = f.id SET
	f.vetting_at = IF(r.of_10000 < 9000, f.applied_at + INTERVAL 5 DAY, NULL),
	f.approved_at = IF(r.of_10000 < 6514, @now - INTERVAL 50 DAY, NULL), f.approved_by = IF(r.of_10000 < 6514, @checker, NULL),
	f.approved_until = IF(r.of_10000 < 6514, (SELECT MIN(c.valid_until) FROM vetting_check c WHERE c.family_id = f.id), NULL),
	f.suspended_at = IF(r.of_10000 BETWEEN 6214 AND 6513, @now - INTERVAL 20 DAY, NULL),
	f.denied_at = IF(r.of_10000 BETWEEN 8000 AND 8499, @now - INTERVAL 30 DAY, NULL),
	f.withdrawn_at = IF(r.of_10000 BETWEEN 8500 AND 8999, @now - INTERVAL 30 DAY, NULL),
	f.decided_by = IF(r.of_10000 BETWEEN 6214 AND 8499 AND r.of_10000 NOT BETWEEN 6514 AND 7999, @checker, NULL),
	f.reason = IF(r.of_10000 BETWEEN 6214 AND 8499 AND r.of_10000 NOT BETWEEN 6514 AND 7999, '演示', NULL), f.updated_at = @now;
DROP TEMPORARY TABLE demo_rank;

-- The guardians' consent on paper, then screening and opening: all but a few of each hundred.
INSERT INTO consent (text_id, subject, given_by, channel, witness_id, given_at)
	SELECT (SELECT id FROM policy_text WHERE kind = 'consent' AND purpose = 'pairing' AND language = 'zh' ORDER BY version DESC LIMIT 1),
		CONCAT('student:', s.code), 'guardian', 'paper', @school, ps.identified_at + INTERVAL 1 DAY
	FROM pairing_student ps JOIN student s ON s.id = ps.student_id
	WHERE ps.state = 'identified' AND ps.edited_by IS NULL
		AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.subject = CONCAT('student:', s.code));
UPDATE pairing_student SET screened_at = identified_at + INTERVAL 2 DAY, screened_by = @clerk,
	opened_at = IF(@all_open OR student_id % 33 <> 0, identified_at + INTERVAL 3 DAY, NULL)
	WHERE state = 'identified' AND edited_by IS NULL AND (@all_open OR student_id % 25 <> 0);
COMMIT;
