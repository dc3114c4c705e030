-- Revert yimeng:ym_check_reads_match_figure from mysql
REVOKE SELECT ON match_figure FROM ym_check@localhost;
