-- Verify yimeng:personal_request on mysql
SELECT id, kind, subject, unit_path, asked_at, asked_by, due_on, decided_at, decided_by, granted, reason, carried_out_at
FROM personal_request WHERE FALSE;
