-- Verify yimeng:telephone_change on mysql
SELECT id, change_key, pledge_id, telephone_sealed, shown_telephone, asked_at, decided_at, decided_by, granted, reason
FROM telephone_change WHERE FALSE;
