-- Deploy yimeng:concern_held_rows to mysql
-- Who had the concerns that were there before: whoever has one now, took it, or was given it.
INSERT IGNORE INTO concern_held (concern_id, account_id)
SELECT id, officer_id FROM concern WHERE officer_id IS NOT NULL
UNION SELECT c.id, e.account_id FROM concern c JOIN audit_event e ON e.subject = CONCAT('concern:', c.code)
	WHERE e.action = 'concern_take' AND e.outcome = 'done' AND e.account_id IS NOT NULL
UNION SELECT c.id, a.id FROM concern c JOIN audit_event e ON e.subject = CONCAT('concern:', c.code)
	JOIN account a ON a.id = CAST(JSON_VALUE(e.detail, '$.to') AS SIGNED)
	WHERE e.action IN ('concern_give', 'concern_climb') AND e.outcome = 'done';
