-- Revert yimeng:ym_aid_reads_programme from mysql
REVOKE SELECT ON programme FROM ym_aid@localhost;
