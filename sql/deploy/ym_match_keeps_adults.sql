-- Deploy yimeng:ym_match_keeps_adults to mysql
-- Families say who lives with them.
GRANT SELECT (id, family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth, left_at),
	INSERT (family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth), UPDATE (left_at)
	ON family_adult TO ym_match@localhost;
