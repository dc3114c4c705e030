-- Deploy yimeng:role_grant to mysql
-- A role held at a unit: the right to what the role may do, there and below. Never deleted, it ends.
CREATE TABLE IF NOT EXISTS role_grant (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	account_id	BIGINT NOT NULL,
	role		ENUM('city', 'county', 'township', 'school', 'charity', 'system', 'safety', 'audit') NOT NULL,
	unit_id		BIGINT NOT NULL,
	granted_at	DATETIME(6) NOT NULL,
	granted_by	BIGINT NULL,
	revoked_at	DATETIME(6) NULL,
	revoked_by	BIGINT NULL,
	PRIMARY KEY (id),
	KEY role_grant_of_account (account_id, revoked_at, unit_id),
	KEY role_grant_of_unit (unit_id, role),
	CONSTRAINT role_grant_account FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT role_grant_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
	CONSTRAINT role_grant_granter FOREIGN KEY (granted_by) REFERENCES account (id),
	CONSTRAINT role_grant_not_by_oneself CHECK (granted_by IS NULL OR granted_by <> account_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
