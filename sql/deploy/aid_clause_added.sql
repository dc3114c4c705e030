-- Deploy yimeng:aid_clause_added to mysql
-- While its version is a draft.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER aid_clause_added BEFORE INSERT ON aid_clause FOR EACH ROW
IF EXISTS (SELECT 1 FROM aid_rule_version version WHERE version.id = NEW.version_id AND version.state <> 'draft') THEN
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'its version is no draft any more';
END IF//
