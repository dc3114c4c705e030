-- Revert yimeng:ym_match_reads_concern_rule from mysql
REVOKE SELECT ON concern_rule FROM ym_match@localhost;
