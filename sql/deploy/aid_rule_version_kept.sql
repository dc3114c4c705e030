-- Deploy yimeng:aid_rule_version_kept to mysql
-- A published version never changes; the one that follows it sets its last day, once.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER aid_rule_version_kept BEFORE UPDATE ON aid_rule_version FOR EACH ROW
IF OLD.published_at IS NOT NULL AND (NOT (NEW.valid_to <=> OLD.valid_to OR (OLD.valid_to IS NULL AND NEW.valid_to >= OLD.valid_from)) OR
	NOT (NEW.id <=> OLD.id AND NEW.programme_id <=> OLD.programme_id AND NEW.version <=> OLD.version AND
		NEW.valid_from <=> OLD.valid_from AND NEW.law_ref <=> OLD.law_ref AND
		NEW.source <=> OLD.source AND NEW.confirmed <=> OLD.confirmed AND
		NEW.drafted_at <=> OLD.drafted_at AND NEW.drafted_by <=> OLD.drafted_by AND
		NEW.submitted_at <=> OLD.submitted_at AND NEW.submitted_by <=> OLD.submitted_by AND
		NEW.returned_at <=> OLD.returned_at AND NEW.return_reason <=> OLD.return_reason AND
		NEW.published_at <=> OLD.published_at AND NEW.published_by <=> OLD.published_by)) THEN
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a published version never changes';
END IF//
