-- Deploy yimeng:ym_owner to mysql
-- Definer of the views: an account nobody can sign in to.
CREATE USER IF NOT EXISTS ym_owner@localhost ACCOUNT LOCK;
