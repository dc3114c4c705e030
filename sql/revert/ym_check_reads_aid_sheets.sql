-- Revert yimeng:ym_check_reads_aid_sheets from mysql
REVOKE SELECT ON aid_sheet FROM ym_check@localhost;
