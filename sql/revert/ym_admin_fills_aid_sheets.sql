-- Revert yimeng:ym_admin_fills_aid_sheets from mysql
REVOKE SELECT, INSERT ON aid_sheet_line FROM ym_admin@localhost;
