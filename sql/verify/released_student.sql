-- Verify yimeng:released_student on mysql
SELECT pair_id, family_id, code, name_sealed, guardian_sealed, telephone_sealed, address_sealed, sex, stage, grade, school, village
	FROM released_student WHERE FALSE;
