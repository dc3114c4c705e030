-- Revert yimeng:ym_worker_makes_uploads from mysql
REVOKE SELECT, INSERT, UPDATE (bytes) ON upload FROM ym_worker@localhost;
