-- Revert yimeng:ym_admin_works_on_family from mysql
REVOKE SELECT, INSERT, UPDATE ON family FROM ym_admin@localhost;
