-- Revert yimeng:ym_worker_writes_gap_lines from mysql
REVOKE SELECT, INSERT, DELETE ON gap_line FROM ym_worker@localhost;
