-- Revert yimeng:aid_tier_changed from mysql
DROP TRIGGER IF EXISTS aid_tier_changed;
