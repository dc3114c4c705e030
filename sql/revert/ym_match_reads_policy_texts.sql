-- Revert yimeng:ym_match_reads_policy_texts from mysql
REVOKE SELECT ON policy_text FROM ym_match@localhost;
