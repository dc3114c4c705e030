-- Revert yimeng:ym_admin_works_on_match_proposal from mysql
REVOKE SELECT, INSERT, UPDATE ON match_proposal FROM ym_admin@localhost;
