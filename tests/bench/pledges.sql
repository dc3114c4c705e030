-- Pledges numbered from @from + 1 to @to, spread over 100,000 campaigns, ready-made bytes where sealed fields and digests go;
-- in the order of every index, so that millions load fast.
INSERT INTO pledge (campaign_id, code, amount_fen, giver, visibility, receipt_wanted, name_sealed, telephone_sealed,
	telephone_index, last_four_index, session_digest, form_digest, payload_digest, registered_at)
SELECT 1001 + s.seq DIV 100 % 100000, LPAD(CONV(s.seq, 10, 36), 9, '0'), 10000, 'person', 'surname', 0, REPEAT('n', 52), REPEAT('t', 54),
	UNHEX(LPAD(HEX(s.seq), 64, '0')), REPEAT('l', 32), REPEAT('s', 32), UNHEX(LPAD(HEX(s.seq), 64, '0')), REPEAT('p', 32),
	'2026-01-01' + INTERVAL s.seq SECOND
FROM seq_1_to_10000000 s WHERE s.seq > @from AND s.seq <= @to;
