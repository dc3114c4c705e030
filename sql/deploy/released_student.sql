-- Deploy yimeng:released_student to mysql
-- What a family may see of its student: only while the pair is active and the student on the register, and only fields whose release stands. The match program reads a
-- student's personal fields through this view alone, so the rule holds whatever the program asks. code: the place the fields are sealed for.
CREATE OR REPLACE ALGORITHM = UNDEFINED DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW released_student AS
SELECT p.id AS pair_id, p.family_id, IF(COUNT(r.field) > 0, s.code, NULL) AS code,
	MAX(IF(r.field = 'name', s.name_sealed, NULL)) AS name_sealed,
	MAX(IF(r.field = 'guardian', s.guardian_sealed, NULL)) AS guardian_sealed,
	MAX(IF(r.field = 'telephone', s.telephone_sealed, NULL)) AS telephone_sealed,
	MAX(IF(r.field = 'address', s.address_sealed, NULL)) AS address_sealed,
	MAX(IF(r.field = 'sex', CAST(s.sex AS CHAR), NULL)) AS sex,
	MAX(IF(r.field = 'grade', CAST(s.stage AS CHAR), NULL)) AS stage,
	MAX(IF(r.field = 'grade', s.grade, NULL)) AS grade,
	MAX(IF(r.field = 'school', u.name, NULL)) AS school,
	MAX(IF(r.field = 'village', d.name, NULL)) AS village
FROM pair p
	JOIN student s ON s.id = p.student_id
	JOIN unit u ON u.id = s.school_id
	JOIN pairing_student ps ON ps.student_id = p.student_id
	JOIN division d ON d.code = ps.home_code
	JOIN pair_release r ON r.pair_id = p.id AND r.withdrawn_at IS NULL
WHERE p.state = 'active' AND s.left_on IS NULL AND s.erased_at IS NULL
GROUP BY p.id;
