-- Deploy yimeng:ym_aid_reads_help_rule to mysql
-- Deadlines of requests that are raised.
GRANT SELECT ON help_rule TO ym_aid@localhost;
