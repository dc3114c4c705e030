-- Deploy yimeng:concern_passed_on to mysql
-- Whoever takes a concern or is given one is written down.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER concern_passed_on AFTER UPDATE ON concern FOR EACH ROW
BEGIN
	IF NEW.officer_id IS NOT NULL AND NOT (NEW.officer_id <=> OLD.officer_id) THEN
		INSERT IGNORE INTO concern_held (concern_id, account_id) VALUES (NEW.id, NEW.officer_id);
	END IF;
END//
