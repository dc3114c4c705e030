-- Revert yimeng:pairing_students_screened_anew from mysql
-- What was screened wrongly is not screened again by a revert.
SELECT 1;
