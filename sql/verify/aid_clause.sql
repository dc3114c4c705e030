-- Verify yimeng:aid_clause on mysql
SELECT version_id, tier, group_number, position, field, op, value, reason, reason_en
FROM aid_clause WHERE FALSE;
