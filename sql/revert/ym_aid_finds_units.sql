-- Revert yimeng:ym_aid_finds_units from mysql
REVOKE SELECT (id, kind, code, name, path, parent_id, valid_from, valid_to) ON unit FROM ym_aid@localhost;
