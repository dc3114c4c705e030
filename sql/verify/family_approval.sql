-- Verify yimeng:family_approval on mysql
SELECT id, family_id, approved_at, approved_by FROM family_approval FORCE INDEX (family_approval_of) WHERE FALSE;
