-- Revert yimeng:public_gift from mysql
DROP VIEW IF EXISTS public_gift;
