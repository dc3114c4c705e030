-- Deploy yimeng:ym_owner_keeps_giving_total to mysql
-- The triggers run as the owner.
GRANT SELECT, UPDATE ON giving_total TO ym_owner@localhost;
