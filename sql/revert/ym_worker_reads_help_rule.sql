-- Revert yimeng:ym_worker_reads_help_rule from mysql
REVOKE SELECT ON help_rule FROM ym_worker@localhost;
