-- Verify yimeng:aid_case on mysql
SELECT id, name, facts, added_at, added_by FROM aid_case WHERE FALSE;
