-- Verify yimeng:concern_held on mysql
SELECT concern_id, account_id FROM concern_held WHERE FALSE;
