-- Revert yimeng:ym_admin_reads_aid_rule_version from mysql
REVOKE SELECT ON aid_rule_version FROM ym_admin@localhost;
