-- Revert yimeng:ym_admin_works_on_pair_message from mysql
REVOKE SELECT, INSERT, UPDATE ON pair_message FROM ym_admin@localhost;
