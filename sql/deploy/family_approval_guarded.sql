-- Deploy yimeng:family_approval_guarded to mysql
-- The program of families ends an approval or shortens it, as a move or a new adult does; it never gives one.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER family_approval_guarded BEFORE UPDATE ON family FOR EACH ROW
BEGIN
	IF USER() LIKE 'ym\_match@%' AND (NOT (NEW.approved_at <=> OLD.approved_at) AND NEW.approved_at IS NOT NULL
		OR NOT (NEW.approved_by <=> OLD.approved_by) AND NEW.approved_by IS NOT NULL
		OR NEW.approved_until > COALESCE(OLD.approved_until, '1000-01-01')) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'families do not approve themselves';
	END IF;
END//
