#!/bin/sh
# The lists of the org tree and of accounts at 16,000 units and 5,000 accounts: what a page costs does not grow with what there is.
. "$(dirname "$0")/tap.sh"
load() { mariadb --no-defaults --socket="$socket" --user=root yimeng >/dev/null || exit 99; }
"$top/data/load-divisions.sh" | load
"$top/data/load-units.sh" | load
load <<'SQL'
INSERT INTO unit (kind, name, parent_id, path, valid_from, valid_to)
SELECT 'school', CONCAT('school ', seq * 7919 MOD 10007), t.id, '', '2020-01-01', IF((seq + t.id) MOD 500 = 0, '2026-01-01', NULL)
FROM unit t JOIN seq_1_to_100 WHERE t.kind = 'township';
UPDATE unit u JOIN unit p ON p.id = u.parent_id SET u.path = CONCAT(p.path, u.id, '/') WHERE u.path = '';
INSERT INTO account (login, name, created_at) SELECT CONCAT('p', LPAD(seq, 5, '0')), 'name', '2026-01-01' FROM seq_1_to_5000;
CREATE TEMPORARY TABLE staff AS SELECT id FROM account;	-- a grant's trigger writes into account
INSERT INTO role_grant (account_id, role, unit_id, granted_at) SELECT a.id, 'township', t.id, '2026-01-01' FROM staff a
	JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM unit WHERE kind = 'township') t ON t.place = 1 + a.id MOD 156;
ANALYZE TABLE unit, account, role_grant;
SQL
columns="SELECT u.id, u.name, p.name AS parent_name FROM unit u FORCE INDEX"
joined="LEFT JOIN unit p ON p.id = u.parent_id WHERE"
lasts="(u.valid_to IS NULL OR u.valid_to > '2026-06-15')"
page="(NOT FALSE OR u.kind = 'x') AND u.name LIKE '%' AND (u.name > ? OR (u.name = ? AND u.id > 0)) ORDER BY u.name, u.id LIMIT 26"

# few STATEMENT USING MOST: what the server really reads, in rows, for one page; prepared, as src/domain/office/unit.c asks.
few() {
	said=$(sql "PREPARE p FROM \"$1\"; SET @city = (SELECT path FROM unit WHERE kind = 'city'), @county = (SELECT path FROM unit WHERE code = '371302'),
		@township = (SELECT path FROM unit WHERE code = '371302101'), @id = (SELECT id FROM unit WHERE code = '371302101'); FLUSH STATUS;
		EXECUTE p USING $2;
		SELECT 'rows read', SUM(variable_value) FROM information_schema.session_status WHERE variable_name LIKE 'HANDLER_READ%'" | tail -n 1 | cut -f 2)
	[ "$said" -gt 0 ] && [ "$said" -le "$3" ] || { echo "$said rows read, at most $3 expected"; return 1; }
}
scope="u.path LIKE CONCAT(?, '%') AND"
for from in '' 'school 5'; do
	after="'$from', '$from'"
	try "the whole tree from '$from'" few "$columns (unit_by_name) $joined $scope $lasts AND $page" "@city, $after" 120
	try "a county's from '$from'" few "$columns (unit_by_name) $joined $scope $lasts AND $page" "@county, $after" 1000
	try "a township's from '$from'" few "$columns (unit_of_town) $joined u.town_path = ? AND $lasts AND $page" "@township, $after" 120
	try "below a township from '$from'" few "$columns (unit_by_parent) $joined u.parent_id = ? AND $scope $lasts AND $page" "@id, @city, $after" 120
done
try "of a kind" few "$columns (unit_by_kind) $joined u.kind = ? AND $scope $lasts AND $page" "'township', @city, '', ''" 120
try "those that ended" few "$columns (unit_by_end) $joined $scope u.ends = TRUE AND u.valid_to <= '2026-06-15' AND $page" "@city, '', ''" 300
try "a path's students" few "SELECT COUNT(*), ? FROM student WHERE path LIKE CONCAT(?, '%')" "'', @township" 60
try "a page of accounts" few "SELECT a.id FROM account a FORCE INDEX (account_by_login) WHERE a.disabled = FALSE AND a.login > ? AND COALESCE((SELECT
	MAX(u.path LIKE CONCAT(?, '%')) FROM role_grant g JOIN unit u ON u.id = g.unit_id WHERE g.account_id = a.id AND g.revoked_at IS NULL), TRUE)
	ORDER BY a.login LIMIT 26" "'p02000', @city" 250
finish
