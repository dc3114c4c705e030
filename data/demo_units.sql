-- The demo's org tree: invented schools, departments, and the six charities of demo.sql. Load it after data/load-units.sh and demo.sql:
--	mariadb --socket=SOCKET yimeng < data/demo_units.sql
-- Loading again changes nothing.
SET NAMES utf8mb4;
START TRANSACTION;

-- Two schools in each of a dozen townships. Their codes are made of the township's: 2… primary, 3… junior.
INSERT INTO unit (kind, code, name, parent_id, path, valid_from)
SELECT 'school', CONCAT(stage.digit, t.code), CONCAT(t.name, stage.name, '（演示）'), t.id, '', '2015-09-01'
FROM unit t
	JOIN (SELECT '2' AS digit, '中心小学' AS name UNION ALL SELECT '3', '初级中学') stage
	LEFT JOIN unit u ON u.kind = 'school' AND u.code = CONCAT(stage.digit, t.code)
WHERE t.kind = 'township' AND u.id IS NULL AND t.valid_to IS NULL
	AND (SELECT COUNT(*) FROM unit before_it WHERE before_it.parent_id = t.parent_id AND before_it.kind = 'township'
		AND before_it.code < t.code) < 3
	AND t.parent_id IN (SELECT id FROM unit WHERE kind = 'county' AND code IN ('371302', '371323', '371325', '371328'))
ORDER BY t.code, stage.digit;

INSERT INTO unit (kind, name, parent_id, path, valid_from)
SELECT 'department', department.name, p.id, '', '2018-01-01'
FROM (SELECT '临沂市民政局' AS name UNION ALL SELECT '临沂市妇女联合会' UNION ALL SELECT '共青团临沂市委') department
	JOIN unit p ON p.kind = 'city' AND p.parent_id IS NULL
	LEFT JOIN unit_placement h ON h.parent_id = p.id AND h.name = department.name
WHERE h.id IS NULL;

INSERT INTO unit (kind, name, parent_id, path, charity_id, valid_from)
SELECT 'charity', c.name, p.id, '', c.id, '2018-01-01'
FROM charity c
	JOIN (SELECT 1 AS charity_id, 'city' AS kind, '371300' AS code UNION ALL SELECT 2, 'city', '371300'
		UNION ALL SELECT 3, 'county', '371323' UNION ALL SELECT 4, 'county', '371302'
		UNION ALL SELECT 5, 'county', '371328' UNION ALL SELECT 6, 'county', '371327') seat ON seat.charity_id = c.id
	JOIN unit p ON p.kind = seat.kind AND p.code = seat.code
	LEFT JOIN unit u ON u.charity_id = c.id
WHERE u.id IS NULL;

UPDATE unit u JOIN unit p ON p.id = u.parent_id SET u.path = CONCAT(p.path, u.id, '/') WHERE u.path = '';
INSERT INTO unit_placement (unit_id, parent_id, name, valid_from)
SELECT u.id, u.parent_id, u.name, u.valid_from FROM unit u LEFT JOIN unit_placement h ON h.unit_id = u.id WHERE h.id IS NULL;
COMMIT;
