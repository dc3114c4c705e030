-- Revert yimeng:ym_check_reads_aid_sheet_lines from mysql
REVOKE SELECT ON aid_sheet_line FROM ym_check@localhost;
