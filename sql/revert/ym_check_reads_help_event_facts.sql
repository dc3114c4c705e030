-- Revert yimeng:ym_check_reads_help_event_facts from mysql
REVOKE SELECT (id, request_id, step, at, account_id, climbed_to) ON help_event FROM ym_check@localhost;
