-- Revert yimeng:upload_piece from mysql
DROP TABLE IF EXISTS upload_piece;
