-- Revert yimeng:ym_match_reads_retention_rules from mysql
REVOKE SELECT ON retention_rule FROM ym_match@localhost;
