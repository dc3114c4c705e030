-- Revert yimeng:concern_unfounded from mysql
ALTER TABLE concern
	DROP FOREIGN KEY IF EXISTS concern_unfounded_asker,
	DROP KEY IF EXISTS concern_unfounded_asker,
	DROP CONSTRAINT IF EXISTS concern_unfounded_whole,
	DROP COLUMN IF EXISTS unfounded_words,
	DROP COLUMN IF EXISTS unfounded_by,
	DROP COLUMN IF EXISTS unfounded_at;
