-- Deploy yimeng:ym_owner_counts_grants to mysql
-- The triggers run as the owner.
GRANT SELECT (id, login, name, disabled_at, live_grants), UPDATE (live_grants) ON account TO ym_owner@localhost;
