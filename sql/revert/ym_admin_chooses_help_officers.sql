-- Revert yimeng:ym_admin_chooses_help_officers from mysql
REVOKE SELECT ON help_officer FROM ym_admin@localhost;
