-- Deploy yimeng:ym_admin_reads_aid_tier to mysql
-- The staff program reads aid_tier.
GRANT SELECT ON aid_tier TO ym_admin@localhost;
