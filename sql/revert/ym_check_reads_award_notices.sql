-- Revert yimeng:ym_check_reads_award_notices from mysql
REVOKE SELECT ON award_notice FROM ym_check@localhost;
