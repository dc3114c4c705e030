-- Revert yimeng:ym_owner_counts_grants from mysql
REVOKE SELECT (id, login, name, disabled_at, live_grants), UPDATE (live_grants) ON account FROM ym_owner@localhost;
