-- Revert yimeng:ym_owner_reads_help_request from mysql
REVOKE SELECT (officer_id, open) ON help_request FROM ym_owner@localhost;
