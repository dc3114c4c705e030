-- Revert yimeng:ym_owner_reads_campaign from mysql
REVOKE SELECT ON campaign FROM ym_owner@localhost;
