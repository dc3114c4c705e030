-- Revert yimeng:ym_worker_works_on_concern from mysql
REVOKE SELECT, INSERT, UPDATE ON concern FROM ym_worker@localhost;
