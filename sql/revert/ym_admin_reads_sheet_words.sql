-- Revert yimeng:ym_admin_reads_sheet_words from mysql
REVOKE SELECT ON sheet_word FROM ym_admin@localhost;
