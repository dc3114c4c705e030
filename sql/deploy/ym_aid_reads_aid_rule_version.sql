-- Deploy yimeng:ym_aid_reads_aid_rule_version to mysql
-- The aid program reads aid_rule_version.
GRANT SELECT ON aid_rule_version TO ym_aid@localhost;
