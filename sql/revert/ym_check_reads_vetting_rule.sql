-- Revert yimeng:ym_check_reads_vetting_rule from mysql
REVOKE SELECT ON vetting_rule FROM ym_check@localhost;
