-- Revert yimeng:ym_admin_reads_aid_tier from mysql
REVOKE SELECT ON aid_tier FROM ym_admin@localhost;
