-- Verify yimeng:audit_event on mysql
SELECT seq, at, account_id, actor, role, action, subject, unit_path, outcome, reason, detail, hash
FROM audit_event WHERE FALSE;
