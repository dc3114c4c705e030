/* Grants as words that can be compared: SHOW GRANTS lists columns in no order, names the database and the account, and
 * quotes everything. Inside the db room. */
#ifndef YM_DB_GRANTS_H
#define YM_DB_GRANTS_H

#include <stdbool.h>

#include "base/arena.h"

struct grants {
	const char **grant;	/* `SELECT (code, id), UPDATE (withdrawn_at) ON pledge`: all lists sorted */
	size_t count, room;
};

/* One grant, as SHOW GRANTS or as a line of sql/grants/. USAGE, blank lines and `#` comments add nothing; a password's
 * hash behind TO is dropped, WITH GRANT OPTION is kept. Names of `database` lose its prefix. */
void grants_add_line(struct grants *grants, struct arena *arena, const char *line, const char *database);
void grants_add_text(struct grants *grants, struct arena *arena, const char *text, const char *database);

bool grants_hold(const struct grants *grants, const char *grant);

#endif
