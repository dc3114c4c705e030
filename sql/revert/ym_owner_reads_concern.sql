-- Revert yimeng:ym_owner_reads_concern from mysql
REVOKE SELECT (officer_id, state) ON concern FROM ym_owner@localhost;
