-- Verify yimeng:audit_head_row on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'one row') FROM audit_head;
