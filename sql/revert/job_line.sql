-- Revert yimeng:job_line from mysql
DROP TABLE IF EXISTS job_line;
