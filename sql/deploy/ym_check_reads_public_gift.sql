-- Deploy yimeng:ym_check_reads_public_gift to mysql
-- Read-only, for the invariants.
GRANT SELECT ON public_gift TO ym_check@localhost;
