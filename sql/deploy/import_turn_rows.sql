-- Deploy yimeng:import_turn_rows to mysql
INSERT IGNORE INTO import_turn (kind) VALUES ('unit'), ('student'), ('campaign');
