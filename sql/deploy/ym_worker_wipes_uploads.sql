-- Deploy yimeng:ym_worker_wipes_uploads to mysql
-- By the rules of retention_rule; their pieces go with them.
GRANT DELETE ON upload TO ym_worker@localhost;
