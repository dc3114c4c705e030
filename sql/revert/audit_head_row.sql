-- Revert yimeng:audit_head_row from mysql
DELETE FROM audit_head;
