-- Revert yimeng:retention_rule_pairing_rows from mysql
DELETE FROM retention_rule WHERE subject IN ('pair_message', 'visit_note');
