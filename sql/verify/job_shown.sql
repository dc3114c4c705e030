-- Verify yimeng:job_shown on mysql
SELECT shown FROM job WHERE FALSE;
