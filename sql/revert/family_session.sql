-- Revert yimeng:family_session from mysql
DROP TABLE IF EXISTS family_session;
