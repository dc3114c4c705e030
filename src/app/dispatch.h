/* From a path to its route, and from a route to its input: the steps before a page handler runs. */
#ifndef YM_APP_DISPATCH_H
#define YM_APP_DISPATCH_H

#include "app/room.h"
#include "app/serve.h"

/* 0: request->route and request->path are set. Else the status that refuses: 404, or 405 with *allowed ("GET, HEAD, POST"). */
int dispatch_route(const struct program *program, struct request *request, enum method method, const char *path,
		   const char **allowed);

/* A form that was kept: request->route becomes the POST of `path`, and its form is what `body` says, stale, to be shown again.
 * 0, or the status that refuses. */
int dispatch_kept(struct request *request, const char *path, const char *body, const char **culprit);

/* The longest body a POST of this request's route may have where that is more than the setting says; 0: no more. */
size_t dispatch_body_max(const struct program *program, struct arena *arena, const struct incoming *incoming, const char *mount);

/* Read the query a GET declares, or a POST's body with its form token. 0: go on (request->form_refused says whether the form is to
 * be shown again). Else the status that refuses, with *culprit naming the field or NULL. */
int dispatch_input(struct request *request, const char **culprit);

#endif
