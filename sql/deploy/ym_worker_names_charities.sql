-- Deploy yimeng:ym_worker_names_charities to mysql
-- `yimeng account demo` finds the unit of a charity.
GRANT SELECT (id, credit_code) ON charity TO ym_worker@localhost;
