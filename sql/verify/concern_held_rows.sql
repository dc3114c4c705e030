-- Verify yimeng:concern_held_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 0, 'an officer is not among those who had the concern')
	FROM concern c LEFT JOIN concern_held h ON h.concern_id = c.id AND h.account_id = c.officer_id
	WHERE c.officer_id IS NOT NULL AND h.account_id IS NULL;
