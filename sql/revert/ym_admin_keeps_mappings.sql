-- Revert yimeng:ym_admin_keeps_mappings from mysql
REVOKE SELECT, INSERT, UPDATE ON import_mapping FROM ym_admin@localhost;
