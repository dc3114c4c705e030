-- Deploy yimeng:audit_head to mysql
-- The end of the chain: one row, locked by whoever appends.
CREATE TABLE IF NOT EXISTS audit_head (
	id	TINYINT NOT NULL,
	seq	BIGINT NOT NULL,
	hash	BINARY(32) NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT audit_head_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
