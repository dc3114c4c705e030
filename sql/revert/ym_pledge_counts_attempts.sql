-- Revert yimeng:ym_pledge_counts_attempts from mysql
REVOKE SELECT, INSERT, UPDATE ON attempt FROM ym_pledge@localhost;
