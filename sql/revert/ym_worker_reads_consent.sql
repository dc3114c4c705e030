-- Revert yimeng:ym_worker_reads_consent from mysql
REVOKE SELECT (id, text_id, subject, withdrawn_at) ON consent FROM ym_worker@localhost;
