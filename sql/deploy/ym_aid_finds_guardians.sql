-- Deploy yimeng:ym_aid_finds_guardians to mysql
-- Who proved a telephone is a guardian, or is not.
GRANT SELECT ON help_guardian TO ym_aid@localhost;
