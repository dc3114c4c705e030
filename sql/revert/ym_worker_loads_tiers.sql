-- Revert yimeng:ym_worker_loads_tiers from mysql
REVOKE INSERT ON aid_tier FROM ym_worker@localhost;
