-- Revert yimeng:aid_sheet_kept from mysql
DROP TRIGGER IF EXISTS aid_sheet_kept;
