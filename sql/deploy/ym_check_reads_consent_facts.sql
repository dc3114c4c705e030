-- Deploy yimeng:ym_check_reads_consent_facts to mysql
-- The checks read facts of consents.
GRANT SELECT (id, text_id, subject, given_by, channel, given_at, withdrawn_at) ON consent TO ym_check@localhost;
