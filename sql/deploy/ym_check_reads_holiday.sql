-- Deploy yimeng:ym_check_reads_holiday to mysql
-- The checks read the calendar.
GRANT SELECT ON holiday TO ym_check@localhost;
