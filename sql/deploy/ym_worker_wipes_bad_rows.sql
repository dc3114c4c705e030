-- Deploy yimeng:ym_worker_wipes_bad_rows to mysql
-- By the rules of retention_rule.
GRANT DELETE ON import_bad_row TO ym_worker@localhost;
