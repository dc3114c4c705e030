-- Deploy yimeng:ym_check_reads_public_campaign to mysql
-- Read-only, for the invariants.
GRANT SELECT ON public_campaign TO ym_check@localhost;
