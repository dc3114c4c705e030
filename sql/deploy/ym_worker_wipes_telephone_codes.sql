-- Deploy yimeng:ym_worker_wipes_telephone_codes to mysql
-- By the rules of retention_rule.
GRANT SELECT (sent_at), DELETE ON telephone_code TO ym_worker@localhost;
