-- Deploy yimeng:aid_sheet_line_stays to mysql
-- A frozen sheet never goes.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER aid_sheet_line_stays BEFORE DELETE ON aid_sheet_line FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a frozen sheet never goes'//
