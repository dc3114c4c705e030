-- Deploy yimeng:pair_release to mysql
-- A field of the student that the guardian let the family see, one by one, each with its consent.
CREATE TABLE IF NOT EXISTS pair_release (
	pair_id		BIGINT NOT NULL,
	field		ENUM('name', 'sex', 'grade', 'school', 'village', 'guardian', 'telephone', 'address') NOT NULL,
	released_at	DATETIME(6) NOT NULL,
	channel		ENUM('telephone_code', 'paper') NOT NULL,
	witness_id	BIGINT NULL,
	withdrawn_at	DATETIME(6) NULL,
	PRIMARY KEY (pair_id, field),
	CONSTRAINT pair_release_pair FOREIGN KEY (pair_id) REFERENCES pair (id),
	CONSTRAINT pair_release_witness FOREIGN KEY (witness_id) REFERENCES account (id),
	CONSTRAINT pair_release_paper_witnessed CHECK (channel <> 'paper' OR witness_id IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
