-- Deploy yimeng:ym_admin_reads_help_rule to mysql
-- Staff read deadlines.
GRANT SELECT ON help_rule TO ym_admin@localhost;
