-- Revert yimeng:ym_worker_reseals_account from mysql
REVOKE SELECT (telephone_sealed, email_sealed, totp_secret_sealed), UPDATE (telephone_sealed, email_sealed, totp_secret_sealed) ON account FROM ym_worker@localhost;
