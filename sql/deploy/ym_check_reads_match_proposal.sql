-- Deploy yimeng:ym_check_reads_match_proposal to mysql
-- The checks read match_proposal.
GRANT SELECT ON match_proposal TO ym_check@localhost;
