-- Revert yimeng:ym_check_reads_consent_facts from mysql
REVOKE SELECT (id, text_id, subject, given_by, channel, given_at, withdrawn_at) ON consent FROM ym_check@localhost;
