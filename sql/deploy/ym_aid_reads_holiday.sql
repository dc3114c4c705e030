-- Deploy yimeng:ym_aid_reads_holiday to mysql
-- Deadlines in working days.
GRANT SELECT ON holiday TO ym_aid@localhost;
