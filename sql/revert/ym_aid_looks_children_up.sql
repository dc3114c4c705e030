-- Revert yimeng:ym_aid_looks_children_up from mysql
REVOKE SELECT ON lookup_student FROM ym_aid@localhost;
