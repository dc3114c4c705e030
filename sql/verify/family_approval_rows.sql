-- Verify yimeng:family_approval_rows on mysql
SELECT family_id FROM family_approval WHERE FALSE;
