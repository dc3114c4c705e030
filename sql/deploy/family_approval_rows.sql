-- Deploy yimeng:family_approval_rows to mysql
-- The approvals that stand.
INSERT INTO family_approval (family_id, approved_at, approved_by)
SELECT id, approved_at, approved_by FROM family WHERE approved_at IS NOT NULL AND approved_by IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM family_approval a WHERE a.family_id = family.id);
