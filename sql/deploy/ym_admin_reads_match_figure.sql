-- Deploy yimeng:ym_admin_reads_match_figure to mysql
-- Staff read match_figure.
GRANT SELECT ON match_figure TO ym_admin@localhost;
