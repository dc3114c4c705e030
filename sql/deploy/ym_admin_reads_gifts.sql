-- Deploy yimeng:ym_admin_reads_gifts to mysql
-- For how long a pledge is retained.
GRANT SELECT (pledge_id, received_on) ON allocation TO ym_admin@localhost;
