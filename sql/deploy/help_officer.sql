-- Deploy yimeng:help_officer to mysql
-- Who may be given a request: staff of schools, townships, counties and of the city whose accounts work, with how many open ones each has.
CREATE OR REPLACE ALGORITHM = UNDEFINED DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW help_officer AS
SELECT g.account_id, a.name, g.role, u.path, u.name AS unit,
	(SELECT COUNT(*) FROM help_request h WHERE h.officer_id = a.id AND h.open = TRUE) AS open_requests
FROM role_grant g
	JOIN account a ON a.id = g.account_id
	JOIN unit u ON u.id = g.unit_id
WHERE g.revoked_at IS NULL AND a.disabled_at IS NULL AND g.role IN ('school', 'township', 'county', 'city');
