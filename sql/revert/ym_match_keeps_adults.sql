-- Revert yimeng:ym_match_keeps_adults from mysql
REVOKE SELECT (id, family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth, left_at),
	INSERT (family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth), UPDATE (left_at)
	ON family_adult FROM ym_match@localhost;
