-- Deploy yimeng:ym_check_reads_campaign to mysql
-- Read-only, for the invariants.
GRANT SELECT ON campaign TO ym_check@localhost;
