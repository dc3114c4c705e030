-- Deploy yimeng:ym_worker_matches_sexes to mysql
-- A run of the solver counts its match rate by sex.
GRANT SELECT (sex) ON student TO ym_worker@localhost;
