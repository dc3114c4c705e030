-- Revert yimeng:ym_admin_works_on_visit from mysql
REVOKE SELECT, INSERT, UPDATE ON visit FROM ym_admin@localhost;
