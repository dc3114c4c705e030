-- Deploy yimeng:aid_clause_removed to mysql
-- While its version is a draft.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER aid_clause_removed BEFORE DELETE ON aid_clause FOR EACH ROW
IF EXISTS (SELECT 1 FROM aid_rule_version version WHERE version.id = OLD.version_id AND version.state <> 'draft') THEN
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'its version is no draft any more';
END IF//
