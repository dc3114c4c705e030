-- Revert yimeng:ym_pledge_reads_public_campaign from mysql
REVOKE SELECT ON public_campaign FROM ym_pledge@localhost;
