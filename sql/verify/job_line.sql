-- Verify yimeng:job_line on mysql
SELECT id, job_id, at, code, number, detail
FROM job_line WHERE FALSE;
