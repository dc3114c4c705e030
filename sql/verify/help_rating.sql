-- Verify yimeng:help_rating on mysql
SELECT request_id, rating, rated_at, officer_id, due_at, handled_at, handled_by, waits FROM help_rating WHERE FALSE;
