-- Revert yimeng:ym_admin_works_on_pair from mysql
REVOKE SELECT, INSERT, UPDATE ON pair FROM ym_admin@localhost;
