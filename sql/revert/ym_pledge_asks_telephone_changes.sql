-- Revert yimeng:ym_pledge_asks_telephone_changes from mysql
REVOKE SELECT (id, pledge_id, decided_at), INSERT (change_key, pledge_id, telephone_sealed, shown_telephone, asked_at) ON telephone_change FROM ym_pledge@localhost;
