-- Deploy yimeng:ym_aid_finds_units to mysql
-- The aid program finds who answers for a place.
GRANT SELECT (id, kind, code, name, path, parent_id, valid_from, valid_to) ON unit TO ym_aid@localhost;
