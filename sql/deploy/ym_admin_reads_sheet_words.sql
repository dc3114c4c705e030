-- Deploy yimeng:ym_admin_reads_sheet_words to mysql
-- The words of tables, for templates to fill in.
GRANT SELECT ON sheet_word TO ym_admin@localhost;
