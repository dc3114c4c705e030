-- Deploy yimeng:unit_moved to mysql
-- A unit's path changes when it, or one above it, moves.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER unit_moved AFTER UPDATE ON unit FOR EACH ROW
IF NEW.path <> OLD.path THEN
	UPDATE role_grant SET path = NEW.path WHERE unit_id = NEW.id;
END IF//
