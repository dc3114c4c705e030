-- Deploy yimeng:help_rule to mysql
-- By when a request is looked at and by when it is answered, by its kind and urgency: in hours, or at the end of so many working days (holiday). An
-- installation may change its rows.
CREATE TABLE IF NOT EXISTS help_rule (
	kind		ENUM('tuition', 'living', 'supplies', 'transport', 'study', 'health', 'repair', 'other') NOT NULL,
	urgency		ENUM('normal', 'urgent') NOT NULL,
	triage_hours	SMALLINT NULL,
	triage_days	SMALLINT NULL COMMENT 'working days',
	answer_hours	SMALLINT NULL,
	answer_days	SMALLINT NULL COMMENT 'working days',
	PRIMARY KEY (kind, urgency),
	CONSTRAINT help_rule_triage CHECK ((triage_hours IS NULL) <> (triage_days IS NULL) AND COALESCE(triage_hours, triage_days) > 0),
	CONSTRAINT help_rule_answer CHECK ((answer_hours IS NULL) <> (answer_days IS NULL) AND COALESCE(answer_hours, answer_days) > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
