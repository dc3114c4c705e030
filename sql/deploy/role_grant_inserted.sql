-- Deploy yimeng:role_grant_inserted to mysql
-- The account's row first: its foreign key would lock it shared, and two who grant at once would wait for each other.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER role_grant_inserted BEFORE INSERT ON role_grant FOR EACH ROW
BEGIN
	UPDATE account SET live_grants = live_grants + (NEW.revoked_at IS NULL) WHERE id = NEW.account_id;
	SET NEW.path = COALESCE((SELECT path FROM unit WHERE id = NEW.unit_id), ''),
		NEW.login = COALESCE((SELECT login FROM account WHERE id = NEW.account_id), '');
END//
