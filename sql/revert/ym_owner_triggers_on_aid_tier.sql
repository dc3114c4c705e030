-- Revert yimeng:ym_owner_triggers_on_aid_tier from mysql
REVOKE TRIGGER ON aid_tier FROM ym_owner@localhost;
