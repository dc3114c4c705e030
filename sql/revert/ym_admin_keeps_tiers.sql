-- Revert yimeng:ym_admin_keeps_tiers from mysql
REVOKE INSERT, UPDATE, DELETE ON aid_tier FROM ym_admin@localhost;
