-- Deploy yimeng:ym_check_reads_recovery_facts to mysql
-- Read-only, for the invariants.
GRANT SELECT (account_id, used_at) ON recovery_code TO ym_check@localhost;
