-- Revert yimeng:aid_case from mysql
DROP TABLE IF EXISTS aid_case;
