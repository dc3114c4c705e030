-- Revert yimeng:audit_event from mysql
DROP TABLE IF EXISTS audit_event;
