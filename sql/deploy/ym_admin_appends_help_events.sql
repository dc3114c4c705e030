-- Deploy yimeng:ym_admin_appends_help_events to mysql
-- Staff append to the thread.
GRANT SELECT, INSERT ON help_event TO ym_admin@localhost;
