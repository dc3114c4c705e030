-- Revert yimeng:ym_admin_freezes_aid_sheets from mysql
REVOKE SELECT, INSERT ON aid_sheet FROM ym_admin@localhost;
