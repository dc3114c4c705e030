-- Revert yimeng:ym_pledge_reads_public_gift from mysql
REVOKE SELECT ON public_gift FROM ym_pledge@localhost;
