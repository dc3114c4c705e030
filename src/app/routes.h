/* A program's routes as a table that tests and people read. */
#ifndef YM_APP_ROUTES_H
#define YM_APP_ROUTES_H

#include "app/serve.h"

/* `PROGRAM --routes`: a line per route, tabs between: method, path, role (anyone, signed_in, staff), action ("-": none), the roles
 * that hold its right (blank separated; "-": whoever the role says), "second_factor" or "-". */
void routes_print(const struct program *program);

#endif
