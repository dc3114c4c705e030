-- Deploy yimeng:ym_admin_delays_sign_in to mysql
-- Counted before a try is judged. Of all columns: ON DUPLICATE KEY UPDATE asks for more than it names.
GRANT SELECT, INSERT, UPDATE ON sign_in_delay TO
	ym_admin@localhost;
