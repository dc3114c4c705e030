-- Verify yimeng:sign_in_delay on mysql
SELECT kind, subject, failures, last_at FROM sign_in_delay WHERE FALSE;
