-- Revert yimeng:unit_placement from mysql
DROP TABLE IF EXISTS unit_placement;
