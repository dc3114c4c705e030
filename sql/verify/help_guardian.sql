-- Verify yimeng:help_guardian on mysql
SELECT student_id, path, name_index, telephone_index FROM help_guardian WHERE FALSE;
