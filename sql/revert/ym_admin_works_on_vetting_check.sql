-- Revert yimeng:ym_admin_works_on_vetting_check from mysql
REVOKE SELECT, INSERT, UPDATE ON vetting_check FROM ym_admin@localhost;
