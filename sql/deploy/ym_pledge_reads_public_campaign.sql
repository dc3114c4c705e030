-- Deploy yimeng:ym_pledge_reads_public_campaign to mysql
-- Public data.
GRANT SELECT ON public_campaign TO ym_pledge@localhost;
