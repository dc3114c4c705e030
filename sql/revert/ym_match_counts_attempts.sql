-- Revert yimeng:ym_match_counts_attempts from mysql
REVOKE SELECT, INSERT, UPDATE ON attempt FROM ym_match@localhost;
