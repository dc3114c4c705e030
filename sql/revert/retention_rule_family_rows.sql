-- Revert yimeng:retention_rule_family_rows from mysql
DELETE FROM retention_rule WHERE subject IN ('family_session', 'family_unpaired', 'family_paired', 'family_for_cause');
