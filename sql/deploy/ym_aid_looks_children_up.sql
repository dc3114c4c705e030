-- Deploy yimeng:ym_aid_looks_children_up to mysql
-- Look-up reads children by this view alone.
GRANT SELECT ON lookup_student TO ym_aid@localhost;
