-- Revert yimeng:ym_worker_keeps_bad_rows from mysql
REVOKE SELECT (field, reason), INSERT (import_id, line_number, field, reason, cells_sealed) ON import_bad_row FROM ym_worker@localhost;
