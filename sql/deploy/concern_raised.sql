-- Deploy yimeng:concern_raised to mysql
-- Whoever gets a concern is written down.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER concern_raised AFTER INSERT ON concern FOR EACH ROW
BEGIN
	IF NEW.officer_id IS NOT NULL THEN
		INSERT IGNORE INTO concern_held (concern_id, account_id) VALUES (NEW.id, NEW.officer_id);
	END IF;
END//
