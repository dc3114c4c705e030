#!/bin/sh
# The queues of families at 10,000 of them: what a page costs does not grow with what there is. As src/domain/pairing/family_desk.c asks.
. "$(dirname "$0")/tap.sh"
load() { mariadb --no-defaults --socket="$socket" --user=root yimeng >/dev/null || exit 99; }
"$top/data/load-divisions.sh" | load
"$top/data/load-units.sh" | load
load <<'SQL'
INSERT INTO account (login, name, created_at) VALUES ('li', 'li', '2026-01-01');
INSERT INTO family (code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, telephone_index, name_index, offers, travel_km,
	applied_at, vetting_at, approved_at, approved_by, approved_until, renewal_asked_at, form_digest, payload_digest, updated_at)
SELECT CONCAT('F', LPAD(s.seq, 8, '0')), t.id, t.path, t.code, 'x', 'x', 'x', UNHEX(SHA2(s.seq, 256)), UNHEX(SHA2(s.seq, 256)), 'books', 20,
	'2026-01-01', IF(s.seq MOD 3 > 0, '2026-01-02', NULL), IF(s.seq MOD 3 > 1, '2026-01-03', NULL), IF(s.seq MOD 3 > 1, 1, NULL),
	IF(s.seq MOD 3 > 1, '2026-06-01' + INTERVAL s.seq MOD 700 DAY, NULL), IF(s.seq MOD 50 = 2, '2026-05-01', NULL), UNHEX(SHA2(s.seq, 256)),
	UNHEX(SHA2(s.seq, 256)), '2026-01-01'
FROM seq_1_to_10000 s JOIN (SELECT id, path, code, ROW_NUMBER() OVER (ORDER BY id) AS place FROM unit WHERE kind = 'township') t
	ON t.place = 1 + s.seq MOD 156;
INSERT INTO family_adult (family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth)
SELECT id, LEFT(SHA2(id, 256), 22), 'self', 'x', 'x', UNHEX(SHA2(id, 256)), 'female', '1980-01-01' FROM family;
INSERT INTO vetting_check (family_id, adult_id, rule_id, passed, checked_on, valid_until, noted_at, noted_by)
SELECT f.id, IF(r.covers = 'adult', a.id, NULL), r.id, TRUE, '2026-01-01', '2027-01-01', '2026-01-01', 1
FROM family f JOIN family_adult a ON a.family_id = f.id JOIN vetting_rule r WHERE f.vetting_at IS NOT NULL;
ANALYZE TABLE family, family_adult, vetting_check;
SQL
# The statement as it stands in the module, from its macros.
lines="SELECT f.code, u.name AS unit, f.state, (SELECT COUNT(*) FROM family_adult a WHERE a.family_id = f.id AND a.left_at IS NULL) AS adults,
	(SELECT COUNT(*) FROM vetting_rule r LEFT JOIN family_adult a ON r.covers = 'adult' AND a.family_id = f.id AND a.left_at IS NULL
	WHERE r.version = (SELECT MAX(version) FROM vetting_rule) AND NOT COALESCE((SELECT x.passed AND x.valid_until >= '2026-06-15'
	FROM vetting_check x FORCE INDEX (vetting_check_of) JOIN vetting_rule y ON y.id = x.rule_id WHERE x.family_id = f.id
	AND x.voided_at IS NULL AND y.name = r.name AND x.adult_id <=> a.id ORDER BY x.id DESC LIMIT 1), FALSE)) AS missing,
	f.applied_at, f.renewal_asked_at, f.approved_until,
	f.name_sealed FROM family f JOIN unit u ON u.id = f.unit_id WHERE"
# few STATEMENT USING MOST: what the server really reads, in rows, for one page of 50.
few() {
	said=$(sql "PREPARE p FROM \"$1\"; SET @city = (SELECT path FROM unit WHERE kind = 'city'), @county = (SELECT path FROM unit WHERE code = '371302'),
		@township = (SELECT path FROM unit WHERE code = '371302101'), @index = UNHEX(SHA2(7, 256)); FLUSH STATUS; EXECUTE p USING $2;
		SELECT 'rows read', SUM(variable_value) FROM information_schema.session_status WHERE variable_name LIKE 'HANDLER_READ%'" | tail -n 1 | cut -f 2)
	[ "$said" -gt 0 ] && [ "$said" -le "$3" ] || { echo "$said rows read, at most $3 expected"; return 1; }
}
in_scope="AND f.path LIKE CONCAT(?, '%')"
for state in applied vetting approved; do
	try "the city's $state" few "$lines f.state = '$state' $in_scope ORDER BY f.path, f.id LIMIT 51 OFFSET 0" "@city" 12000
	try "a township's $state" few "$lines f.state = '$state' $in_scope ORDER BY f.path, f.id LIMIT 51 OFFSET 0" "@township" 6000
done
try "those that end soon" few "$lines f.approved_until <= '2026-07-15' AND f.state = 'approved' $in_scope ORDER BY f.approved_until, f.id LIMIT 51 OFFSET 0" "@city" 12000
try "those that want renewal" few "$lines f.renewal_asked_at IS NOT NULL AND f.live $in_scope ORDER BY f.renewal_asked_at, f.id LIMIT 51 OFFSET 0" "@city" 12000
try "one by name" few "$lines f.name_index IN (?, ?) $in_scope ORDER BY f.id DESC LIMIT 50" "@index, @index, @city" 600
try "one by ID number" few "$lines f.id IN (SELECT n.family_id FROM family_adult n WHERE n.id_number_index IN (?, ?)) $in_scope ORDER BY f.id DESC LIMIT 50" "@index, @index, @city" 600
# As src/domain/pairing/vetting.c asks.
try "the checks of one family" few "SELECT i.rule_id, c.id FROM (SELECT r.id AS rule_id, r.position, a.id AS adult_id, (SELECT MAX(x.id)
	FROM vetting_check x FORCE INDEX (vetting_check_of) JOIN vetting_rule y ON y.id = x.rule_id WHERE x.family_id = ? AND x.voided_at IS NULL
	AND y.name = r.name AND x.adult_id <=> a.id) AS check_id FROM vetting_rule r LEFT JOIN family_adult a ON r.covers = 'adult'
	AND a.family_id = ? AND a.left_at IS NULL WHERE r.version = (SELECT MAX(version) FROM vetting_rule) LIMIT 1000) i
	LEFT JOIN vetting_check c ON c.id = i.check_id ORDER BY i.position, i.adult_id" "7, 7" 300
finish
