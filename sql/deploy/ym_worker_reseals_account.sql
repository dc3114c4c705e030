-- Deploy yimeng:ym_worker_reseals_account to mysql
-- Key rotation opens, seals and indexes anew.
GRANT SELECT (telephone_sealed, email_sealed, totp_secret_sealed), UPDATE (telephone_sealed, email_sealed, totp_secret_sealed) ON account TO ym_worker@localhost;
