-- Revert yimeng:recovery_code from mysql
DROP TABLE IF EXISTS recovery_code;
