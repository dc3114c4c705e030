-- Deploy yimeng:ym_owner_reads_help_request to mysql
-- The views read with their definer's rights.
GRANT SELECT (officer_id, open) ON help_request TO ym_owner@localhost;
