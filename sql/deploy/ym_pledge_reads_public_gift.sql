-- Deploy yimeng:ym_pledge_reads_public_gift to mysql
-- Public data.
GRANT SELECT ON public_gift TO ym_pledge@localhost;
