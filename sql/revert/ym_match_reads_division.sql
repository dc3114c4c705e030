-- Revert yimeng:ym_match_reads_division from mysql
REVOKE SELECT ON division FROM ym_match@localhost;
