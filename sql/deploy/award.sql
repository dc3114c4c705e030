-- Deploy yimeng:award to mysql
-- A programme's aid to a student for a period: computed, applied for, verified by the school, on the board (objections), approved by another, paid
-- from an imported list, confirmed. It pins the version of the rule and the facts it was decided on. Facts are stored, the state is derived.
CREATE TABLE IF NOT EXISTS award (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	code		CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'on the slip the family gets; place for sealing',
	student_id	BIGINT NOT NULL,
	programme_id	BIGINT NOT NULL,
	version_id	BIGINT NOT NULL,
	path		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the school',
	period		CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT '2018-1 spring, 2018-2 autumn, 2018-0 the whole year',
	tier		SMALLINT NOT NULL,
	amount_fen	BIGINT NOT NULL,
	facts_sealed	VARBINARY(2000) NULL COMMENT 'field=value lines it was decided on; NULL: erased',
	facts_digest	BINARY(32) NOT NULL COMMENT 'keyed',
	computed_at	DATETIME(6) NULL COMMENT 'found by the job',
	computed_by	BIGINT NULL,
	applied_at	DATETIME(6) NULL COMMENT 'the family asked for it, or agreed',
	verified_at	DATETIME(6) NULL,
	verified_by	BIGINT NULL,
	notice_id	BIGINT NULL COMMENT 'the sheet on the board (award_notice)',
	approved_at	DATETIME(6) NULL,
	approved_by	BIGINT NULL,
	refused_at	DATETIME(6) NULL,
	refused_by	BIGINT NULL,
	refusal		ENUM('not_entitled', 'not_wanted', 'objection', 'duplicate', 'quota', 'left') NULL,
	paid_on		DATE NULL,
	paid_fen	BIGINT NULL,
	confirmed_at	DATETIME(6) NULL COMMENT 'the family says that it came',
	appealed_at	DATETIME(6) NULL COMMENT 'against a refusal or the amount: decided anew by another',
	decided_at	DATETIME(6) NULL,
	decided_by	BIGINT NULL,
	changed_at	DATETIME(6) NOT NULL,
	state		ENUM('computed', 'applied', 'verified', 'noticed', 'approved', 'paid', 'confirmed', 'refused') AS (CASE
			WHEN refused_at IS NOT NULL THEN 'refused' WHEN confirmed_at IS NOT NULL THEN 'confirmed' WHEN paid_on IS NOT NULL THEN 'paid'
			WHEN approved_at IS NOT NULL THEN 'approved' WHEN notice_id IS NOT NULL THEN 'noticed' WHEN verified_at IS NOT NULL THEN 'verified'
			WHEN applied_at IS NOT NULL THEN 'applied' ELSE 'computed' END) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY award_code (code),
	UNIQUE KEY award_once (student_id, programme_id, period),
	KEY award_by_path (path, id),
	KEY award_by_state (state, path, id),
	KEY award_of_programme (programme_id, period, state),
	CONSTRAINT award_student FOREIGN KEY (student_id) REFERENCES student (id),
	CONSTRAINT award_version FOREIGN KEY (version_id) REFERENCES aid_rule_version (id),
	CONSTRAINT award_programme FOREIGN KEY (programme_id) REFERENCES programme (id),
	CONSTRAINT award_verifier FOREIGN KEY (verified_by) REFERENCES account (id),
	CONSTRAINT award_approver FOREIGN KEY (approved_by) REFERENCES account (id),
	CONSTRAINT award_decider FOREIGN KEY (decided_by) REFERENCES account (id),
	CONSTRAINT award_maker_not_checker CHECK (approved_by IS NULL OR verified_by IS NULL OR approved_by <> verified_by),
	CONSTRAINT award_in_order CHECK ((verified_at IS NULL OR applied_at IS NOT NULL) AND (notice_id IS NULL OR verified_at IS NOT NULL)
		AND (approved_at IS NULL OR notice_id IS NOT NULL) AND (paid_on IS NULL OR approved_at IS NOT NULL) AND (confirmed_at IS NULL OR paid_on IS NOT NULL)),
	CONSTRAINT award_paid_whole CHECK ((paid_on IS NULL) = (paid_fen IS NULL) AND amount_fen > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
