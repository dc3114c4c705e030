-- Deploy yimeng:ym_worker_reads_charities to mysql
-- Whose campaigns they are.
GRANT SELECT (name, licence_number, telephone) ON charity TO ym_worker@localhost;
