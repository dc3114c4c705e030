-- Verify yimeng:aid_sheet_line on mysql
SELECT sheet_id, programme_id, position, title, title_en, eligible, awarded, awarded_fen, left_out, not_entitled
FROM aid_sheet_line WHERE FALSE;
