-- Deploy yimeng:giving_total_row to mysql
-- The row itself, so that programs only ever change it.
INSERT INTO giving_total (id) VALUES (1) ON DUPLICATE KEY UPDATE id = id;
