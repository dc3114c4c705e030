-- Revert yimeng:ym_check_reads_unfounded from mysql
REVOKE SELECT (unfounded_by) ON concern FROM ym_check@localhost;
