-- Revert yimeng:ym_match_sees_released from mysql
REVOKE SELECT ON released_student FROM ym_match@localhost;
