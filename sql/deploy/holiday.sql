-- Deploy yimeng:holiday to mysql
-- Days on which work differs from the week: public holidays that fall on a weekday rest, some days of weekends are worked instead. A year
-- without any row is not known yet: then only weekends rest, and yimeng check says so.
CREATE TABLE IF NOT EXISTS holiday (
	day		DATE NOT NULL,
	works		BOOLEAN NOT NULL,
	source		VARCHAR(200) NOT NULL COMMENT 'the notice that said so',
	PRIMARY KEY (day),
	CONSTRAINT holiday_differs CHECK (works = (WEEKDAY(day) >= 5))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
