-- Revert yimeng:aid_tier_removed from mysql
DROP TRIGGER IF EXISTS aid_tier_removed;
