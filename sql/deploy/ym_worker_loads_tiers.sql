-- Deploy yimeng:ym_worker_loads_tiers to mysql
-- What a loaded version gives.
GRANT INSERT ON aid_tier TO ym_worker@localhost;
