-- Revert yimeng:ym_admin_appends_help_events from mysql
REVOKE SELECT, INSERT ON help_event FROM ym_admin@localhost;
