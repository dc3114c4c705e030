-- Revert yimeng:lookup_student from mysql
DROP VIEW IF EXISTS lookup_student;
