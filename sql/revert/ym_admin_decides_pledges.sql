-- Revert yimeng:ym_admin_decides_pledges from mysql
REVOKE SELECT, UPDATE (confirmed_at, released_at, refused_at, ended_reason, telephone_sealed, telephone_index, last_four_index) ON pledge FROM ym_admin@localhost;
