-- Revert yimeng:ym_admin_changes_licences from mysql
REVOKE SELECT, UPDATE (licence_number) ON charity FROM ym_admin@localhost;
