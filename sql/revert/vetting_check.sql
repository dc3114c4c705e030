-- Revert yimeng:vetting_check from mysql
DROP TABLE IF EXISTS vetting_check;
