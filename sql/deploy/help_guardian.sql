-- Deploy yimeng:help_guardian to mysql
-- By which the aid program learns whether a proved telephone is on file as of the guardian of the child that was named: indexes only, nothing that can be read.
CREATE OR REPLACE ALGORITHM = UNDEFINED DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW help_guardian AS
SELECT id AS student_id, path, name_index, telephone_index FROM student WHERE left_on IS NULL AND erased_at IS NULL;
