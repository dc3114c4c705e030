-- Revert yimeng:staff_session from mysql
DROP TABLE IF EXISTS staff_session;
