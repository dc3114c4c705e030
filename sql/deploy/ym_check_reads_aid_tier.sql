-- Deploy yimeng:ym_check_reads_aid_tier to mysql
-- The checks read aid_tier.
GRANT SELECT ON aid_tier TO ym_check@localhost;
