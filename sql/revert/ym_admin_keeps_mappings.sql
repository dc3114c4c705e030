-- Revert yimeng:ym_admin_keeps_mappings from mysql
REVOKE SELECT, INSERT (kind, unit_id, source, field, heading), UPDATE (heading) ON import_mapping FROM ym_admin@localhost;
