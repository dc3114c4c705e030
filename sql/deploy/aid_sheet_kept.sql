-- Deploy yimeng:aid_sheet_kept to mysql
-- A frozen sheet never changes.
DELIMITER //
CREATE OR REPLACE DEFINER = ym_owner@localhost TRIGGER aid_sheet_kept BEFORE UPDATE ON aid_sheet FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a frozen sheet never changes'//
