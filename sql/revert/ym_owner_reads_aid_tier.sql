-- Revert yimeng:ym_owner_reads_aid_tier from mysql
REVOKE SELECT ON aid_tier FROM ym_owner@localhost;
