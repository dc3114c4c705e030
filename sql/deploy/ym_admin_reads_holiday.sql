-- Deploy yimeng:ym_admin_reads_holiday to mysql
-- Staff read the calendar.
GRANT SELECT ON holiday TO ym_admin@localhost;
