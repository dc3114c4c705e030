-- Revert yimeng:ym_aid_counts_attempts from mysql
REVOKE SELECT, INSERT, UPDATE ON attempt FROM ym_aid@localhost;
