-- Deploy yimeng:pair to mysql
-- A student and a family: proposed → held → family accepts → guardian and school accept → approved → active ⇄ paused → ending → ended.
-- Facts only, the state is derived. shown_*: what the family may know before it is active, coarsened until at least five open students
-- look the same (k = 5), fixed when the pair was proposed. An ended pair is kept; one that ended for cause bars the two for good.
CREATE TABLE IF NOT EXISTS pair (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	code			CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	student_id		BIGINT NOT NULL,
	family_id		BIGINT NOT NULL,
	run_id			BIGINT NULL,
	place			TINYINT NOT NULL DEFAULT 1 COMMENT 'the student''s first, second, … family',
	shown_band		ENUM('kindergarten', 'primary', 'junior', 'senior', 'young', 'older') NULL COMMENT 'NULL: not said',
	shown_county		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'NULL: somewhere in the city',
	shown_tags		SET('tutoring', 'company', 'clothing', 'books', 'holidays') NOT NULL DEFAULT '',
	proposed_at		DATETIME(6) NOT NULL,
	proposed_by		BIGINT NULL COMMENT 'NULL: offered by the programme itself to a family just approved',
	held_at			DATETIME(6) NULL COMMENT 'the family was asked',
	held_until		DATETIME(6) NULL,
	family_accepted_at	DATETIME(6) NULL,
	guardian_accepted_at	DATETIME(6) NULL,
	guardian_channel	ENUM('telephone_code', 'paper') NULL,
	guardian_witness_id	BIGINT NULL,
	school_accepted_at	DATETIME(6) NULL,
	school_accepted_by	BIGINT NULL,
	approved_at		DATETIME(6) NULL,
	approved_by		BIGINT NULL,
	activated_at		DATETIME(6) NULL,
	activated_by		BIGINT NULL,
	paused_at		DATETIME(6) NULL,
	pause_reason		ENUM('guardian', 'family', 'concern', 'vetting', 'consent', 'staff') NULL,
	ending_at		DATETIME(6) NULL,
	ended_at		DATETIME(6) NULL,
	end_reason		ENUM('not_chosen', 'family_declined', 'guardian_declined', 'school_declined', 'expired', 'family_ended', 'guardian_ended',
				'school_ended', 'completed', 'moved', 'lapsed', 'safeguarding') NULL,
	ended_words		VARCHAR(500) NULL COMMENT 'as staff typed them; never of the child',
	decline_reason		ENUM('distance', 'time', 'age', 'other') NULL COMMENT 'the family''s',
	for_cause		BOOL NOT NULL DEFAULT FALSE,
	state			ENUM('proposed', 'held', 'family_accepted', 'accepted', 'approved', 'active', 'paused', 'ending', 'ended') AS (CASE
				WHEN ended_at IS NOT NULL THEN 'ended' WHEN ending_at IS NOT NULL THEN 'ending' WHEN paused_at IS NOT NULL THEN 'paused'
				WHEN activated_at IS NOT NULL THEN 'active' WHEN approved_at IS NOT NULL THEN 'approved'
				WHEN family_accepted_at IS NOT NULL AND guardian_accepted_at IS NOT NULL AND school_accepted_at IS NOT NULL THEN 'accepted'
				WHEN family_accepted_at IS NOT NULL THEN 'family_accepted' WHEN held_at IS NOT NULL THEN 'held' ELSE 'proposed' END) STORED,
	live			BOOL AS (IF(ended_at IS NULL, TRUE, NULL)) STORED,
	updated_at		DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY pair_code (code),
	UNIQUE KEY pair_live (student_id, family_id, live),
	KEY pair_of_student (student_id, live, state),
	KEY pair_of_family (family_id, live, state),
	KEY pair_by_state (state, id),
	KEY pair_by_hold (state, held_until),
	KEY pair_of_run (run_id, student_id),
	CONSTRAINT pair_student FOREIGN KEY (student_id) REFERENCES student (id),
	CONSTRAINT pair_family FOREIGN KEY (family_id) REFERENCES family (id),
	CONSTRAINT pair_run FOREIGN KEY (run_id) REFERENCES match_run (id),
	CONSTRAINT pair_place CHECK (place BETWEEN 1 AND 4),
	CONSTRAINT pair_held_whole CHECK ((held_at IS NULL) = (held_until IS NULL)),
	CONSTRAINT pair_accepted_whole CHECK (family_accepted_at IS NULL OR held_at IS NOT NULL),
	CONSTRAINT pair_approved_whole CHECK (approved_at IS NULL OR (family_accepted_at IS NOT NULL AND guardian_accepted_at IS NOT NULL
		AND school_accepted_at IS NOT NULL AND approved_by IS NOT NULL)),
	CONSTRAINT pair_maker_not_checker CHECK (approved_by IS NULL OR approved_by <> school_accepted_by),
	CONSTRAINT pair_active_whole CHECK (activated_at IS NULL OR (approved_at IS NOT NULL AND activated_by IS NOT NULL)),
	CONSTRAINT pair_guardian_whole CHECK ((guardian_accepted_at IS NULL) = (guardian_channel IS NULL)
		AND (guardian_channel <> 'paper' OR guardian_witness_id IS NOT NULL)),
	CONSTRAINT pair_paused_why CHECK ((paused_at IS NULL) = (pause_reason IS NULL)),
	CONSTRAINT pair_ended_why CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
	CONSTRAINT pair_cause_is_ended CHECK (NOT for_cause OR ended_at IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
