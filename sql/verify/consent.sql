-- Verify yimeng:consent on mysql
SELECT id, text_id, subject, given_by, channel, witness_id, given_at, withdrawn_at
FROM consent WHERE FALSE;
