-- Deploy yimeng:account_live_grants to mysql
-- Kept by the triggers on role_grant: who holds no role is found at once, among any number of accounts.
ALTER TABLE account
	ADD COLUMN IF NOT EXISTS live_grants INT NOT NULL DEFAULT 0,
	ADD KEY IF NOT EXISTS account_by_roles (live_grants, disabled, login);
