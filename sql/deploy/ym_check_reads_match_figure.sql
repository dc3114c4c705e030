-- Deploy yimeng:ym_check_reads_match_figure to mysql
-- The checks read match_figure.
GRANT SELECT ON match_figure TO ym_check@localhost;
