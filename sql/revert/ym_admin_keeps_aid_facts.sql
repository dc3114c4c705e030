-- Revert yimeng:ym_admin_keeps_aid_facts from mysql
REVOKE SELECT, INSERT, UPDATE (value, stated_at, stated_by), DELETE ON aid_fact FROM ym_admin@localhost;
