-- Deploy yimeng:ym_match_chooses_officers to mysql
-- Concerns that are raised go to a named officer.
GRANT SELECT ON concern_officer TO ym_match@localhost;
