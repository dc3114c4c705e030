-- Deploy yimeng:ym_worker_reads_sheet_words to mysql
-- The words of tables.
GRANT SELECT ON sheet_word TO ym_worker@localhost;
