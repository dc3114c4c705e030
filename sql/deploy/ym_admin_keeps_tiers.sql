-- Deploy yimeng:ym_admin_keeps_tiers to mysql
-- Staff write what a draft gives.
GRANT INSERT, UPDATE, DELETE ON aid_tier TO ym_admin@localhost;
