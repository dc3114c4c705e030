-- Verify yimeng:holiday on mysql
SELECT day, works, source FROM holiday WHERE FALSE;
