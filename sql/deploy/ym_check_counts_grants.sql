-- Deploy yimeng:ym_check_counts_grants to mysql
-- Whether the count is right.
GRANT SELECT (live_grants) ON account TO ym_check@localhost;
