-- Deploy yimeng:ym_match_finds_units to mysql
-- The match program finds who answers for a place.
GRANT SELECT (id, kind, code, name, path, parent_id, valid_from, valid_to) ON unit TO ym_match@localhost;
