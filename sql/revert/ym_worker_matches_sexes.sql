-- Revert yimeng:ym_worker_matches_sexes from mysql
REVOKE SELECT (sex) ON student FROM ym_worker@localhost;
