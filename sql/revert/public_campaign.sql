-- Revert yimeng:public_campaign from mysql
DROP VIEW IF EXISTS public_campaign;
