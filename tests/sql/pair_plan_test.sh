#!/bin/sh
# The lists of pairs at the real size: 3,000 students, 6,000 families, 6,000 live pairs and as many that ended. What a page costs does not
# grow with what there is. Asked as src/domain/pairing/pair_desk.c, pair_card.c, pair_work.c and pair_worker.c ask.
. "$(dirname "$0")/tap.sh"
load() { mariadb --no-defaults --socket="$socket" --user=root yimeng >/dev/null || exit 99; }
load <<'SQL'
INSERT INTO division (code, parent_code, level, name) VALUES ('371300', NULL, 'city', 'c'), ('371302', '371300', 'county', 'd'), ('371302001', '371302', 'township', 't');
INSERT INTO unit (id, kind, name, parent_id, path, valid_from) VALUES (1, 'city', 'c', NULL, '/1/', '2020-01-01'), (2, 'county', 'd', 1, '/1/2/', '2020-01-01'),
	(3, 'county', 'e', 1, '/1/3/', '2020-01-01'), (4, 'township', 't', 2, '/1/2/4/', '2020-01-01'), (5, 'township', 'u', 3, '/1/3/5/', '2020-01-01');
INSERT INTO unit (id, kind, name, parent_id, path, valid_from) SELECT 100 + seq, 'school', CONCAT('s', seq), IF(seq % 2, 4, 5),
	CONCAT(IF(seq % 2, '/1/2/4/', '/1/3/5/'), 100 + seq, '/'), '2020-01-01' FROM seq_1_to_100;
INSERT INTO account (id, login, name, created_at) VALUES (1, 'clerk', 'a', '2026-01-01');
INSERT INTO student (id, code, school_id, path, birth, sex, stage, grade, hardship, row_digest, since, updated_at, id_number_sealed)
	SELECT seq, CONCAT('S', LPAD(seq, 8, '0')), u.id, u.path, '2016-01-01', 'male', 'primary', 3, 'other', '', '2026-01-01', '2026-01-01', 'x'
	FROM seq_1_to_3000 JOIN unit u ON u.id = 101 + seq % 100;
INSERT INTO pairing_student (student_id, home_code, identified_at, screened_at, screened_by, opened_at)
	SELECT id, '371302001', '2026-01-01', '2026-01-01', 1, '2026-01-01' FROM student;
INSERT INTO family (id, code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, telephone_index, travel_km, applied_at, form_digest,
	payload_digest, updated_at) SELECT seq, CONCAT('F', LPAD(seq, 8, '0')), 4, '/1/2/4/', '371302001', 'x', 'x', 'x', UNHEX(SHA2(seq, 256)), 20, '2026-01-01',
	UNHEX(SHA2(seq, 256)), '', '2026-01-01' FROM seq_1_to_6000;
INSERT INTO pair (code, student_id, family_id, proposed_at, held_at, held_until, family_accepted_at, ended_at, end_reason, decline_reason, updated_at)
	SELECT CONCAT('P', LPAD(seq, 8, '0')), 1 + seq % 3000, 1 + seq % 6000, '2026-01-01', '2026-01-01', '2026-12-31', IF(seq % 4 < 2, '2026-01-02', NULL),
	IF(seq > 6000, '2026-01-03', NULL), IF(seq > 6000, IF(seq % 100, 'expired', 'family_declined'), NULL), IF(seq > 6000 AND seq % 100 = 0, 'time', NULL),
	'2026-01-01' FROM seq_1_to_12000;
ANALYZE TABLE unit, student, pairing_student, family, pair;
SQL

# few STATEMENT USING MOST: what the server really reads, in rows; prepared, as the programs ask.
few() {
	said=$(sql "PREPARE p FROM \"$1\"; SET @max = 9223372036854775807; FLUSH STATUS; EXECUTE p USING $2;
		SELECT 'rows read', SUM(variable_value) FROM information_schema.session_status WHERE variable_name LIKE 'HANDLER_READ%'" | tail -n 1 | cut -f 2)
	[ "$said" -gt 0 ] && [ "$said" -le "$3" ] || { echo "$said rows read, at most $3 expected"; return 1; }
}
entry="SELECT STRAIGHT_JOIN p.id, p.code, p.state, s.code AS student_code, u.name AS school, f.code AS family_code FROM"
joins="JOIN family f ON f.id = p.family_id JOIN unit u ON u.id = s.school_id WHERE"
within="s.path LIKE CONCAT(?, '%')"
try "the newest of the city" few "$entry pair p JOIN student s ON s.id = p.student_id $joins p.id < ? AND $within ORDER BY p.id DESC LIMIT 51" "@max, '/1/'" 300
try "the newest of a county" few "$entry pair p JOIN student s ON s.id = p.student_id $joins p.id < ? AND $within ORDER BY p.id DESC LIMIT 51" "@max, '/1/2/'" 500
for of in /1/ /1/2/; do
	try "those of a state in $of" few "$entry pair p FORCE INDEX (pair_by_state) JOIN student s ON s.id = p.student_id $joins p.state = ? AND p.id < ? AND $within
		ORDER BY p.id DESC LIMIT 51" "'held', @max, '$of'" 600
done
try "a school's" few "$entry student s FORCE INDEX (student_by_path) JOIN pair p FORCE INDEX (pair_of_student) ON p.student_id = s.id $joins $within AND p.id < ?
	AND (? OR p.state = ?) ORDER BY p.id DESC LIMIT 51" "'/1/2/4/101/', @max, TRUE, 'held'" 600
try "a family's own" few "SELECT p.code, d.name FROM pair p LEFT JOIN division d ON d.code = p.shown_county WHERE p.family_id = ? ORDER BY p.id DESC LIMIT 100" "7" 12
try "a child's" few "SELECT p.code, f.home_code FROM pair p JOIN family f ON f.id = p.family_id WHERE p.student_id = ? AND p.live = TRUE
	AND p.family_accepted_at IS NOT NULL ORDER BY p.id" "7" 12
try "what waits for a school" few "SELECT p.held_until FROM student s FORCE INDEX (student_by_path) STRAIGHT_JOIN pair p FORCE INDEX (pair_of_student)
	ON p.student_id = s.id WHERE p.state = 'family_accepted' AND $within LIMIT 100" "'/1/2/4/101/'" 300
try "what waits for a county" few "SELECT p.held_until FROM pair p FORCE INDEX (pair_by_state) STRAIGHT_JOIN student s ON s.id = p.student_id
	WHERE p.state = 'family_accepted' AND $within LIMIT 100" "'/1/2/'" 500
try "who declines again and again" few "SELECT f.id FROM pair p FORCE INDEX (pair_by_end) JOIN family f ON f.id = p.family_id WHERE p.end_reason = 'family_declined'
	AND p.ended_at > ? AND f.path LIKE CONCAT(?, '%') GROUP BY f.id HAVING COUNT(*) >= 3 LIMIT 100" "'2025-06-01', '/1/'" 400
try "holds that ran out" few "SELECT id FROM pair FORCE INDEX (pair_by_hold) WHERE state IN ('proposed', 'held', 'family_accepted', 'accepted', 'approved', 'paused')
	AND held_until <= ? AND activated_at IS NULL ORDER BY id LIMIT 100" "'2026-06-01'" 20
finish
