-- Revert yimeng:ym_worker_reads_charities from mysql
REVOKE SELECT (name, licence_number, telephone) ON charity FROM ym_worker@localhost;
