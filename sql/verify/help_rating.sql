-- Verify yimeng:help_rating on mysql
SELECT request_id, rating, words_sealed, rated_at, officer_id, due_at, handled_at, handled_by, handling_sealed, waits FROM help_rating WHERE FALSE;
