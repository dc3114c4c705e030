-- Deploy yimeng:aid_rule_version_stays to mysql
-- A published version stays.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER aid_rule_version_stays BEFORE DELETE ON aid_rule_version FOR EACH ROW
IF OLD.published_at IS NOT NULL THEN
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a published version stays';
END IF//
