-- Revert yimeng:ym_admin_works_on_concern from mysql
REVOKE SELECT, INSERT, UPDATE ON concern FROM ym_admin@localhost;
