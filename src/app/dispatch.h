/* From a path to its route, and from a route to its input: the steps before a page handler runs. */
#ifndef YM_APP_DISPATCH_H
#define YM_APP_DISPATCH_H

#include "app/room.h"
#include "app/serve.h"

/* 0: request->route and request->path are set. Else the status that refuses: 404, or 405 with *allowed ("GET, HEAD, POST"). */
int dispatch_route(const struct program *program, struct request *request, enum method method, const char *path,
		   const char **allowed);

/* Read the query a GET declares, or a POST's body with its form token. 0: go on (request->form_refused says whether the form is to
 * be shown again). Else the status that refuses, with *culprit naming the field or NULL. */
int dispatch_input(struct request *request, const char **culprit);

#endif
