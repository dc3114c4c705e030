-- Revert yimeng:ym_admin_reads_requests from mysql
REVOKE SELECT ON personal_request FROM ym_admin@localhost;
