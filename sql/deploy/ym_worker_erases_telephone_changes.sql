-- Deploy yimeng:ym_worker_erases_telephone_changes to mysql
-- After their time, or because they asked.
GRANT SELECT (pledge_id, decided_at, granted), UPDATE (shown_telephone, decided_at, granted) ON telephone_change TO ym_worker@localhost;
