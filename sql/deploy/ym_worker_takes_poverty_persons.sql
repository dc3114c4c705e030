-- Deploy yimeng:ym_worker_takes_poverty_persons to mysql
-- The register of the poverty office is brought in and re-sealed.
GRANT SELECT, INSERT, UPDATE ON poverty_person TO ym_worker@localhost;
