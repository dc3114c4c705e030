-- Deploy yimeng:ym_worker_appends_help_events to mysql
-- Late requests climb, old words are wiped, keys change.
GRANT SELECT, INSERT, UPDATE (words_sealed) ON help_event TO ym_worker@localhost;
