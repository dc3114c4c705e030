-- Deploy yimeng:ym_worker_takes_turns to mysql
-- Whoever commits an import locks its kind's row.
GRANT SELECT, UPDATE ON import_turn TO ym_worker@localhost;
