-- Revert yimeng:ym_check_counts_grants from mysql
REVOKE SELECT (live_grants) ON account FROM ym_check@localhost;
