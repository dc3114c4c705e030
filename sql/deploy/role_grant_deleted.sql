-- Deploy yimeng:role_grant_deleted to mysql
-- No program deletes one; who does is counted all the same.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER role_grant_deleted AFTER DELETE ON role_grant FOR EACH ROW
IF OLD.revoked_at IS NULL THEN
	UPDATE account SET live_grants = live_grants - 1 WHERE id = OLD.account_id;
END IF//
