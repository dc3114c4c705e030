-- @rows approved families, numbered, each with a pair that waits for its answer; ready-made bytes where sealed fields and digests go:
-- nothing of them is opened before a pair is active.
SET @now = UTC_TIMESTAMP(6), @by = (SELECT MIN(id) FROM account);
SELECT id, path INTO @school, @school_path FROM unit WHERE kind = 'school' ORDER BY id LIMIT 1;
SELECT id, path INTO @town, @town_path FROM unit WHERE kind = 'township' ORDER BY id LIMIT 1;
SELECT code INTO @home FROM division WHERE level = 'village' ORDER BY code LIMIT 1;

INSERT INTO family (code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, telephone_index, offers, travel_km, applied_at,
	vetting_at, approved_at, approved_by, approved_until, form_digest, payload_digest, updated_at)
SELECT CONCAT('PAGE', LPAD(seq, 5, '0')), @town, @town_path, @home, REPEAT('n', 52), REPEAT('t', 54), REPEAT('a', 70), UNHEX(SHA2(CONCAT('page', seq), 256)),
	'tutoring,books', 20, @now, @now, @now, @by, '2099-12-31', UNHEX(SHA2(CONCAT('page', seq), 256)), REPEAT('p', 32), @now
FROM seq_1_to_10000 WHERE seq <= @rows;
INSERT INTO student (code, school_id, path, name_sealed, id_number_sealed, row_digest, birth, sex, stage, grade, hardship, since, updated_at)
SELECT code, @school, @school_path, REPEAT('n', 52), REPEAT('i', 61), REPEAT('d', 32), '2015-03-01', 'female', 'primary', 3, 'registered_poor', '2018-09-01', @now
FROM family WHERE code LIKE 'PAGE_____';
INSERT INTO pair (code, student_id, family_id, shown_band, shown_county, shown_tags, proposed_at, held_at, held_until, updated_at)
SELECT f.code, s.id, f.id, 'primary', LEFT(@home, 6), 'tutoring,company', @now, @now, @now + INTERVAL 7 DAY, @now
FROM family f JOIN student s ON s.code = f.code WHERE f.code LIKE 'PAGE_____';
