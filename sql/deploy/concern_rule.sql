-- Deploy yimeng:concern_rule to mysql
-- By when an officer has dealt with a concern, by its kind; where the law wants a report (未成年人保护法 article 11: at once), hours until it
-- must have been made. An installation may change its rows.
CREATE TABLE IF NOT EXISTS concern_rule (
	kind		ENUM('unease', 'contact', 'alone', 'money', 'harm', 'other') NOT NULL,
	hours		SMALLINT NOT NULL,
	report_hours	SMALLINT NULL,
	PRIMARY KEY (kind),
	CONSTRAINT concern_rule_hours CHECK (hours > 0 AND (report_hours IS NULL OR report_hours > 0)),
	CONSTRAINT concern_rule_harm_reports CHECK (kind <> 'harm' OR report_hours IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
