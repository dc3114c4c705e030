-- Verify yimeng:pledge_state on mysql
SELECT ended_reason, state FROM pledge WHERE FALSE;
