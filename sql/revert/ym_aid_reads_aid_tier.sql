-- Revert yimeng:ym_aid_reads_aid_tier from mysql
REVOKE SELECT ON aid_tier FROM ym_aid@localhost;
