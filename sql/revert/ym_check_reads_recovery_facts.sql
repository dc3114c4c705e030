-- Revert yimeng:ym_check_reads_recovery_facts from mysql
REVOKE SELECT (account_id, used_at) ON recovery_code FROM ym_check@localhost;
