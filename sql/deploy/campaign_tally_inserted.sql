-- Deploy yimeng:campaign_tally_inserted to mysql
-- A new campaign's tally is usually zero, and then the row all campaigns share stays unlocked.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER campaign_tally_inserted AFTER INSERT ON campaign_tally FOR EACH ROW
IF NEW.received_fen <> 0 OR NEW.gift_count <> 0 THEN
	UPDATE giving_total SET received_fen = received_fen + NEW.received_fen, gift_count = gift_count + NEW.gift_count
		WHERE id = 1;
END IF//
