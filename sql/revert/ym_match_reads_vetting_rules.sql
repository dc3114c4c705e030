-- Revert yimeng:ym_match_reads_vetting_rules from mysql
REVOKE SELECT ON vetting_rule FROM ym_match@localhost;
