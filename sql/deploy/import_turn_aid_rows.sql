-- Deploy yimeng:import_turn_aid_rows to mysql
INSERT IGNORE INTO import_turn (kind) VALUES ('award_pay'), ('poverty');
