/* PROGRAM --check: what can be known wrong before the first request. CI runs it, and systemd before each start. */
#ifndef YM_APP_CHECK_H
#define YM_APP_CHECK_H

#include "app/app.h"

/* Templates are compiled already. Looks at routes and forms, then, where the database answers, prepares every statement,
 * compares its columns, the server's settings and this user's grants. Prints a line per finding. Exit status: 1 where
 * something of ours is wrong; 0 otherwise, also where the database is away (the program recovers when it returns). */
int check_program(struct arena *arena, const struct app *app);

#endif
