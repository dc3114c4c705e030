-- Revert yimeng:ym_check_reads_aid_rule_version from mysql
REVOKE SELECT ON aid_rule_version FROM ym_check@localhost;
