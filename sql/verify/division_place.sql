-- Verify yimeng:division_place on mysql
SELECT code, latitude_e6, longitude_e6, source
FROM division_place WHERE FALSE;
