-- Revert yimeng:vetting_rule_rows from mysql
DELETE FROM vetting_rule WHERE version = 1;
