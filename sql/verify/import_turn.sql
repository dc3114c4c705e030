-- Verify yimeng:import_turn on mysql
SELECT kind FROM import_turn WHERE FALSE;
