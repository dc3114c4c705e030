-- Verify yimeng:campaign_revision on mysql
SELECT id, campaign_id, kind, account_name, account_bank, account_number, platform_name, platform_url, licence_number, before_json, submitted_at, submitted_by, decided_at, decided_by, approved, reason
FROM campaign_revision WHERE FALSE;
