-- Deploy yimeng:ym_pledge_finds_own_pledges to mysql
-- telephone_index only finds the pledges of a telephone that was proved to be at hand.
GRANT SELECT (id, state, telephone_index) ON pledge TO ym_pledge@localhost;
