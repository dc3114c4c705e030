-- Revert yimeng:ym_admin_reads_bad_rows from mysql
REVOKE SELECT, DELETE ON import_bad_row FROM ym_admin@localhost;
