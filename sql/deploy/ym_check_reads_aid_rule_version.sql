-- Deploy yimeng:ym_check_reads_aid_rule_version to mysql
-- The checks read aid_rule_version.
GRANT SELECT ON aid_rule_version TO ym_check@localhost;
