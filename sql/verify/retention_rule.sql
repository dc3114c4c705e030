-- Verify yimeng:retention_rule on mysql
SELECT subject, days, law_ref
FROM retention_rule WHERE FALSE;
