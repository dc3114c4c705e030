-- Revert yimeng:audit_head from mysql
DROP TABLE IF EXISTS audit_head;
