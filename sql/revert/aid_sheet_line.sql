-- Revert yimeng:aid_sheet_line from mysql
DROP TABLE IF EXISTS aid_sheet_line;
