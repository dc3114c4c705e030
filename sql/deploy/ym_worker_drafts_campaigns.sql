-- Deploy yimeng:ym_worker_drafts_campaigns to mysql
-- Imported campaigns are drafts; it may publish none.
GRANT SELECT, INSERT (charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url, account_name, account_bank, account_number, goal_fen, starts, ends, drafted_by, updated_at), UPDATE (charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url, account_name, account_bank, account_number, goal_fen, starts, ends, drafted_by, updated_at) ON campaign TO ym_worker@localhost;
