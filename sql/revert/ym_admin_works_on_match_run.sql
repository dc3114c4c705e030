-- Revert yimeng:ym_admin_works_on_match_run from mysql
REVOKE SELECT, INSERT, UPDATE ON match_run FROM ym_admin@localhost;
