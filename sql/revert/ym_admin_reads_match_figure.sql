-- Revert yimeng:ym_admin_reads_match_figure from mysql
REVOKE SELECT ON match_figure FROM ym_admin@localhost;
