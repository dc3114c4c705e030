-- Deploy yimeng:ym_admin_reads_aid_rule_version to mysql
-- The staff program reads aid_rule_version.
GRANT SELECT ON aid_rule_version TO ym_admin@localhost;
