-- Revert yimeng:student_history from mysql
DROP TABLE IF EXISTS student_history;
