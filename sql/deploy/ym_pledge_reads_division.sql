-- Deploy yimeng:ym_pledge_reads_division to mysql
-- Public data.
GRANT SELECT ON division TO ym_pledge@localhost;
