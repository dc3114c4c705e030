-- Revert yimeng:unit_moved from mysql
DROP TRIGGER IF EXISTS unit_moved;
