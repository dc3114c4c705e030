-- Revert yimeng:help_event from mysql
DROP TABLE IF EXISTS help_event;
