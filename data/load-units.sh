#!/bin/sh
# Write the org tree as SQL for the mariadb client: the city, its counties and townships as the table of divisions has them, and
# the two development zones that have no national code. Load the divisions first:
#	data/load-divisions.sh | mariadb --socket=SOCKET yimeng
#	data/load-units.sh | mariadb --socket=SOCKET yimeng
# Loading again changes nothing: a unit that is there keeps its name and place, which staff change with history.
set -eu

level() {
	kind=$1 parent=$2
	cat <<-SQL
		INSERT INTO unit (kind, code, name, parent_id, path, valid_from)
		SELECT '$kind', d.code, d.name, p.id, '', '2000-01-01' FROM division d
			JOIN unit p ON p.kind = '$parent' AND p.code = d.parent_code
			LEFT JOIN unit u ON u.kind = '$kind' AND u.code = d.code
		WHERE d.level = '$kind' AND u.id IS NULL ORDER BY d.code;
	SQL
}

paths() {
	cat <<-'SQL'
		UPDATE unit u JOIN unit p ON p.id = u.parent_id SET u.path = CONCAT(p.path, u.id, '/') WHERE u.path = '';
	SQL
}

cat <<'SQL'
SET NAMES utf8mb4;
START TRANSACTION;
INSERT INTO unit (kind, code, name, parent_id, path, valid_from)
SELECT 'city', d.code, d.name, NULL, '', '2000-01-01' FROM division d
WHERE d.level = 'city' AND NOT EXISTS (SELECT 1 FROM unit WHERE parent_id IS NULL) ORDER BY d.code LIMIT 1;
UPDATE unit SET path = CONCAT('/', id, '/') WHERE parent_id IS NULL AND path = '';
SQL
level county city
cat <<'SQL'
INSERT INTO unit (kind, name, parent_id, path, valid_from)
SELECT 'county', zone.name, p.id, '', '2000-01-01'
FROM (SELECT '临沂经济技术开发区' AS name UNION ALL SELECT '临沂临港经济开发区') zone
	JOIN unit p ON p.kind = 'city' AND p.parent_id IS NULL AND p.code = '371300'
	LEFT JOIN unit_placement h ON h.parent_id = p.id AND h.name = zone.name
WHERE h.id IS NULL;
SQL
paths
level township county
paths
cat <<'SQL'
INSERT INTO unit_placement (unit_id, parent_id, name, valid_from)
SELECT u.id, u.parent_id, u.name, u.valid_from FROM unit u LEFT JOIN unit_placement h ON h.unit_id = u.id WHERE h.id IS NULL;
COMMIT;
SQL
