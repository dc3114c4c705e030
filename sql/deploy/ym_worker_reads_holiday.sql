-- Deploy yimeng:ym_worker_reads_holiday to mysql
-- The worker reads the calendar.
GRANT SELECT ON holiday TO ym_worker@localhost;
