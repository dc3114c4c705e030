-- Deploy yimeng:ym_aid_reads_aid_tier to mysql
-- The aid program reads aid_tier.
GRANT SELECT ON aid_tier TO ym_aid@localhost;
