-- Revert yimeng:ym_match_chooses_officers from mysql
REVOKE SELECT ON concern_officer FROM ym_match@localhost;
