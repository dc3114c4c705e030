-- Revert yimeng:aid_sheet from mysql
DROP TABLE IF EXISTS aid_sheet;
