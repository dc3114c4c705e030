-- Revert yimeng:ym_worker_names_charities from mysql
REVOKE SELECT (id, credit_code) ON charity FROM ym_worker@localhost;
