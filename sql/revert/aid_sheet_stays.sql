-- Revert yimeng:aid_sheet_stays from mysql
DROP TRIGGER IF EXISTS aid_sheet_stays;
