-- Revert yimeng:ym_worker_loads_cases from mysql
REVOKE SELECT, INSERT (name, facts, added_at) ON aid_case FROM ym_worker@localhost;
