-- Deploy yimeng:account_live_grants_rows to mysql
-- Grants that were there before the triggers.
UPDATE account a SET live_grants = (SELECT COUNT(*) FROM role_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL);
