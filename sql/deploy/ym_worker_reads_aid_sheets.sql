-- Deploy yimeng:ym_worker_reads_aid_sheets to mysql
-- Runs that a sheet rests on are kept.
GRANT SELECT (run_id) ON aid_sheet TO ym_worker@localhost;
