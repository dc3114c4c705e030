-- Revert yimeng:ym_admin_delays_sign_in from mysql
REVOKE SELECT, INSERT, UPDATE ON sign_in_delay FROM
	ym_admin@localhost;
