-- Revert yimeng:ym_worker_reads_aid_sheets from mysql
REVOKE SELECT (run_id) ON aid_sheet FROM ym_worker@localhost;
