-- Deploy yimeng:concern_officer to mysql
-- Who may be given a concern: staff of counties and of the city whose accounts work, with how many open ones each has. Programs that
-- know neither accounts nor concerns choose by it.
CREATE OR REPLACE ALGORITHM = UNDEFINED DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW concern_officer AS
SELECT g.account_id, a.name, g.role, u.path, u.name AS unit,
	(SELECT COUNT(*) FROM concern c WHERE c.officer_id = a.id AND c.state IN ('raised', 'taken')) AS open_concerns
FROM role_grant g
	JOIN account a ON a.id = g.account_id
	JOIN unit u ON u.id = g.unit_id
WHERE g.revoked_at IS NULL AND a.disabled_at IS NULL AND g.role IN ('county', 'city');
