-- Deploy yimeng:ym_admin_drafts_campaigns to mysql
-- Staff draft, publish and close campaigns; nobody deletes one.
GRANT SELECT, INSERT (charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url, account_name, account_bank, account_number, goal_fen, starts, ends, drafted_by, updated_at), UPDATE (charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url, account_name, account_bank, account_number, goal_fen, starts, ends, drafted_by, submitted_at, published_at, closed_at, updated_at) ON campaign TO ym_admin@localhost;
