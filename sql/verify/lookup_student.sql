-- Verify yimeng:lookup_student on mysql
SELECT id, code, path, id_number_index, name_index, name_sealed, telephone_sealed FROM lookup_student WHERE FALSE;
