-- Deploy yimeng:ym_admin_posts_award_notices to mysql
-- Staff make the sheets.
GRANT SELECT, INSERT ON award_notice TO ym_admin@localhost;
