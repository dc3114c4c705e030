-- Revert yimeng:job_shown from mysql
ALTER TABLE job DROP COLUMN IF EXISTS shown;
