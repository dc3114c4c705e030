-- Deploy yimeng:role_grant_updated to mysql
-- One that ends, or goes on; and for the sake of whoever mends rows by hand, another account or unit.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER role_grant_updated BEFORE UPDATE ON role_grant FOR EACH ROW
BEGIN
	IF NOT (NEW.revoked_at <=> OLD.revoked_at AND NEW.account_id = OLD.account_id) THEN
		UPDATE account SET live_grants = live_grants - (OLD.revoked_at IS NULL) WHERE id = OLD.account_id;
		UPDATE account SET live_grants = live_grants + (NEW.revoked_at IS NULL) WHERE id = NEW.account_id;
	END IF;
	IF NEW.account_id <> OLD.account_id OR NEW.unit_id <> OLD.unit_id THEN
		SET NEW.path = COALESCE((SELECT path FROM unit WHERE id = NEW.unit_id), ''),
			NEW.login = COALESCE((SELECT login FROM account WHERE id = NEW.account_id), '');
	END IF;
END//
