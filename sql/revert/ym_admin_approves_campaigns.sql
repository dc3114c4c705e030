-- Revert yimeng:ym_admin_approves_campaigns from mysql
REVOKE SELECT, INSERT (campaign_id, kind, account_name, account_bank, account_number, platform_name, platform_url, licence_number, submitted_at, submitted_by), UPDATE (decided_at, decided_by, approved, reason, before_json) ON campaign_revision FROM ym_admin@localhost;
