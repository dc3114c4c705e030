-- Revert yimeng:ym_admin_reads_vetting_rule from mysql
REVOKE SELECT ON vetting_rule FROM ym_admin@localhost;
