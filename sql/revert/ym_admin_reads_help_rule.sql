-- Revert yimeng:ym_admin_reads_help_rule from mysql
REVOKE SELECT ON help_rule FROM ym_admin@localhost;
