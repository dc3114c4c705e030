-- Deploy yimeng:lookup_student to mysql
-- Whose application is looked up: who is on the register, by indexes, with the name (shown masked) and the guardian's telephone (where a code
-- goes). The aid program opens nothing else of a child. code: the place the fields are sealed for.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW lookup_student AS
SELECT id, code, path, id_number_index, name_index, name_sealed, telephone_sealed FROM student WHERE left_on IS NULL AND erased_at IS NULL;
