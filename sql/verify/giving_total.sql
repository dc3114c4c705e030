-- Verify yimeng:giving_total on mysql
SELECT id, received_fen, gift_count FROM giving_total WHERE FALSE;
