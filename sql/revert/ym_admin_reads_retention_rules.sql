-- Revert yimeng:ym_admin_reads_retention_rules from mysql
REVOKE SELECT ON retention_rule FROM ym_admin@localhost;
