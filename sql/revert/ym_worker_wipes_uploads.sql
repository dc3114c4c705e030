-- Revert yimeng:ym_worker_wipes_uploads from mysql
REVOKE DELETE ON upload FROM ym_worker@localhost;
