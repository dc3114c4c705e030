-- Revert yimeng:ym_aid_reads_division from mysql
REVOKE SELECT ON division FROM ym_aid@localhost;
