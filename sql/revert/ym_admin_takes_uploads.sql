-- Revert yimeng:ym_admin_takes_uploads from mysql
REVOKE SELECT, INSERT, UPDATE (bytes) ON upload FROM ym_admin@localhost;
