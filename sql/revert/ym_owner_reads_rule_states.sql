-- Revert yimeng:ym_owner_reads_rule_states from mysql
REVOKE SELECT ON aid_rule_version FROM ym_owner@localhost;
