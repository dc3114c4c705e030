-- Verify yimeng:concern_unfounded on mysql
SELECT unfounded_at, unfounded_by, unfounded_words FROM concern WHERE FALSE;
SELECT sqitch.checkit(COUNT(*) = 2, 'concern: constraints are missing') FROM information_schema.table_constraints
	WHERE table_schema = DATABASE() AND table_name = 'concern' AND constraint_name IN ('concern_unfounded_whole', 'concern_unfounded_asker');
