-- Revert yimeng:pairing_student from mysql
DROP TABLE IF EXISTS pairing_student;
