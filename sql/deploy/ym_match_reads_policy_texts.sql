-- Deploy yimeng:ym_match_reads_policy_texts to mysql
-- The match program shows consents and notices.
GRANT SELECT ON policy_text TO ym_match@localhost;
