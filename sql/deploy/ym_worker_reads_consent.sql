-- Deploy yimeng:ym_worker_reads_consent to mysql
-- The worker matches only students whose guardian consents
GRANT SELECT (id, text_id, subject, withdrawn_at) ON consent TO ym_worker@localhost;
