-- Revert yimeng:aid_tier_added from mysql
DROP TRIGGER IF EXISTS aid_tier_added;
