-- Revert yimeng:ym_admin_delays_sign_in from mysql
REVOKE SELECT, INSERT (kind, subject, failures, last_at), UPDATE (failures, last_at) ON sign_in_delay FROM
	ym_admin@localhost;
