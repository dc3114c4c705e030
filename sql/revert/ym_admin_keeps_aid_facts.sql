-- Revert yimeng:ym_admin_keeps_aid_facts from mysql
REVOKE SELECT, INSERT, UPDATE, DELETE ON aid_fact FROM ym_admin@localhost;
