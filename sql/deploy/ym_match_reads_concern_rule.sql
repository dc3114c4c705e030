-- Deploy yimeng:ym_match_reads_concern_rule to mysql
-- Deadlines of concerns that are raised.
GRANT SELECT ON concern_rule TO ym_match@localhost;
