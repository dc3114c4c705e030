-- Revert yimeng:ym_worker_wipes_uploads from mysql
REVOKE SELECT, DELETE ON upload FROM ym_worker@localhost;
