-- Revert yimeng:ym_check_reads_policy_facts from mysql
REVOKE SELECT (id, kind, purpose, version) ON policy_text FROM ym_check@localhost;
