-- Revert yimeng:retention_rule_concern_rows from mysql
DELETE FROM retention_rule WHERE subject IN ('concern', 'concern_harm');
