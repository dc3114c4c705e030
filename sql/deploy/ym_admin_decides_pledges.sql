-- Deploy yimeng:ym_admin_decides_pledges to mysql
-- Staff find, confirm, refuse and release pledges, and change a telephone that its giver asked to change. Money is not theirs to write.
GRANT SELECT, UPDATE (confirmed_at, released_at, refused_at, ended_reason, telephone_sealed, telephone_index, last_four_index) ON pledge TO ym_admin@localhost;
