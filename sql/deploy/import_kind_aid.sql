-- Deploy yimeng:import_kind_aid to mysql
-- Lists of aid that was paid, and the poverty office's register.
ALTER TABLE import MODIFY kind ENUM('unit', 'student', 'campaign', 'award_pay', 'poverty') NOT NULL;
