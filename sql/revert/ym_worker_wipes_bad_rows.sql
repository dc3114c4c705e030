-- Revert yimeng:ym_worker_wipes_bad_rows from mysql
REVOKE DELETE ON import_bad_row FROM ym_worker@localhost;
