-- Deploy yimeng:ym_match_reads_division to mysql
-- Public data.
GRANT SELECT ON division TO ym_match@localhost;
