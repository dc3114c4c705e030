-- Revert yimeng:import_kind_aid from mysql
ALTER TABLE import MODIFY kind ENUM('unit', 'student', 'campaign') NOT NULL;
