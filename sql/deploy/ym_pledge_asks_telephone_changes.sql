-- Deploy yimeng:ym_pledge_asks_telephone_changes to mysql
-- A giver asks; whether one waits is all that is read.
GRANT SELECT (id, pledge_id, decided_at), INSERT (change_key, pledge_id, telephone_sealed, shown_telephone, asked_at) ON telephone_change TO ym_pledge@localhost;
