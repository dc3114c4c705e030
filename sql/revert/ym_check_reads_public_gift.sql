-- Revert yimeng:ym_check_reads_public_gift from mysql
REVOKE SELECT ON public_gift FROM ym_check@localhost;
