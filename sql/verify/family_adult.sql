-- Verify yimeng:family_adult on mysql
SELECT id, family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth, left_at
FROM family_adult WHERE FALSE;
