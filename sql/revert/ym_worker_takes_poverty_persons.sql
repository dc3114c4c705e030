-- Revert yimeng:ym_worker_takes_poverty_persons from mysql
REVOKE SELECT, INSERT, UPDATE ON poverty_person FROM ym_worker@localhost;
