-- Deploy yimeng:ym_worker_names_who_queued to mysql
-- A job says whose it is.
GRANT SELECT (id, login) ON account TO ym_worker@localhost;
