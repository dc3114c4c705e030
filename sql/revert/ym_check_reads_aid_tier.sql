-- Revert yimeng:ym_check_reads_aid_tier from mysql
REVOKE SELECT ON aid_tier FROM ym_check@localhost;
