-- Revert yimeng:ym_admin_posts_award_notices from mysql
REVOKE SELECT, INSERT ON award_notice FROM ym_admin@localhost;
