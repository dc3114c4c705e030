-- Deploy yimeng:ym_worker_loads_cases to mysql
-- Families to try a rule on are loaded from files.
GRANT SELECT, INSERT (name, facts, added_at) ON aid_case TO ym_worker@localhost;
