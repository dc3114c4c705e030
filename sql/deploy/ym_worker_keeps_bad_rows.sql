-- Deploy yimeng:ym_worker_keeps_bad_rows to mysql
-- What a check found bad, for the download.
GRANT SELECT (field, reason), INSERT (import_id, line_number, field, reason, cells_sealed) ON import_bad_row TO ym_worker@localhost;
