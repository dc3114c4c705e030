-- Deploy yimeng:ym_pledge_reads_need to mysql
-- What campaigns need is public with its campaign; the statement joins public_campaign.
GRANT SELECT ON need TO ym_pledge@localhost;
