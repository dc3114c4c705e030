-- Revert yimeng:family_approval_guarded from mysql
DROP TRIGGER IF EXISTS family_approval_guarded;
