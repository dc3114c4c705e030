-- Verify yimeng:retention_rule_pairing_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 2, 'pairing has no terms') FROM retention_rule WHERE subject IN ('pair_message', 'visit_note');
