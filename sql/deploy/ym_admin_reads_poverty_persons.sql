-- Deploy yimeng:ym_admin_reads_poverty_persons to mysql
-- Staff see who of the poverty register is no student, masked.
GRANT SELECT (id, person_key, unit_id, path, name_sealed, birth, hardship, left_on) ON poverty_person TO
	ym_admin@localhost;
