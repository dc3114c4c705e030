-- Revert yimeng:ym_check_reads_job from mysql
REVOKE SELECT ON job FROM ym_check@localhost;
