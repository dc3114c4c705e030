-- Deploy yimeng:ym_admin_delays_sign_in to mysql
-- Counted before a try is judged.
GRANT SELECT, INSERT (kind, subject, failures, last_at), UPDATE (failures, last_at) ON sign_in_delay TO
	ym_admin@localhost;
