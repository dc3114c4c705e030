-- Revert yimeng:ym_aid_finds_guardians from mysql
REVOKE SELECT ON help_guardian FROM ym_aid@localhost;
