-- Revert yimeng:ym_admin_reads_poverty_persons from mysql
REVOKE SELECT (id, person_key, unit_id, path, name_sealed, birth, hardship, left_on) ON poverty_person FROM
	ym_admin@localhost;
