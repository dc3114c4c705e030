-- Deploy yimeng:ym_admin_decides_telephones to mysql
-- Confirmed by staff; the new number is wiped once decided.
GRANT SELECT, UPDATE (decided_at, decided_by, granted, reason, telephone_sealed) ON telephone_change TO ym_admin@localhost;
