-- Revert yimeng:ym_worker_appends_help_events from mysql
REVOKE SELECT, INSERT, UPDATE (words_sealed) ON help_event FROM ym_worker@localhost;
