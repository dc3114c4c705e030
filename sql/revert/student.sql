-- Revert yimeng:student from mysql
DROP TABLE IF EXISTS student;
