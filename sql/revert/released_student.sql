-- Revert yimeng:released_student from mysql
DROP VIEW IF EXISTS released_student;
