-- Deploy yimeng:campaign_tally_updated to mysql
-- A pledge changes no received amount: it passes here without touching the row all campaigns share.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER campaign_tally_updated AFTER UPDATE ON campaign_tally FOR EACH ROW
IF NEW.received_fen <> OLD.received_fen OR NEW.gift_count <> OLD.gift_count THEN
	UPDATE giving_total SET received_fen = received_fen + NEW.received_fen - OLD.received_fen,
		gift_count = gift_count + NEW.gift_count - OLD.gift_count WHERE id = 1;
END IF//
