-- Deploy yimeng:ym_pledge_reads_need to mysql
-- What campaigns need is public with its campaign; the statement asks for that.
GRANT SELECT ON need TO ym_pledge@localhost;
