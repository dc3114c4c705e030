-- Revert yimeng:ym_pledge_finds_own_pledges from mysql
REVOKE SELECT (id, state, telephone_index) ON pledge FROM ym_pledge@localhost;
