-- Revert yimeng:ym_aid_reads_help_rule from mysql
REVOKE SELECT ON help_rule FROM ym_aid@localhost;
