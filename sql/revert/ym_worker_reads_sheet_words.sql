-- Revert yimeng:ym_worker_reads_sheet_words from mysql
REVOKE SELECT ON sheet_word FROM ym_worker@localhost;
