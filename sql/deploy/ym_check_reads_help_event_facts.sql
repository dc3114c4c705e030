-- Deploy yimeng:ym_check_reads_help_event_facts to mysql
-- The checks read facts of their threads.
GRANT SELECT (id, request_id, step, at, account_id, climbed_to) ON help_event TO ym_check@localhost;
