-- Revert yimeng:ym_admin_decides_telephones from mysql
REVOKE SELECT, UPDATE (decided_at, decided_by, granted, reason, telephone_sealed) ON telephone_change FROM ym_admin@localhost;
