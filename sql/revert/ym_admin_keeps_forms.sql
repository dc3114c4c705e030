-- Revert yimeng:ym_admin_keeps_forms from mysql
REVOKE SELECT, INSERT, DELETE ON kept_form FROM ym_admin@localhost;
