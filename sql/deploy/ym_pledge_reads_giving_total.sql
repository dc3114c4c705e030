-- Deploy yimeng:ym_pledge_reads_giving_total to mysql
GRANT SELECT ON giving_total TO ym_pledge@localhost;
