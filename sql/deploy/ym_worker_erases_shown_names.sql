-- Deploy yimeng:ym_worker_erases_shown_names to mysql
-- Not what arrived: that stays.
GRANT SELECT (pledge_id, received_on), UPDATE (shown_name, message) ON allocation TO ym_worker@localhost;
