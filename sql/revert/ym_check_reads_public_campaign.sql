-- Revert yimeng:ym_check_reads_public_campaign from mysql
REVOKE SELECT ON public_campaign FROM ym_check@localhost;
