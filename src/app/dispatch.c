#include "app/dispatch.h"

#include <string.h>

#include "app/app.h"
#include "crypt/token.h"

enum { pairs_max = 64 };	/* of a body or a query: the largest form has 16 fields */

static const char token_field[] = "form_token";

static const char *method_list(bool get, bool post)
{
	if (get && post)
		return "GET, HEAD, POST";
	return get ? "GET, HEAD" : "POST";
}

int dispatch_route(const struct program *program, struct request *request, enum method method, const char *path,
		   const char **allowed)
{
	const enum method wanted = method == HEAD ? GET : method;
	bool get = false, post = false;

	for (const struct room *const *room = program->rooms; *room != NULL; room++) {
		for (const struct route *route = (*room)->routes; route->path != NULL; route++) {
			struct path_values values = { 0 };

			if (!route_match(request->arena, route->path, path, &values))
				continue;
			if (route->role == NOBODY)
				continue;
			get |= route->method == GET;
			post |= route->method == POST;
			if (route->method == wanted || (route->kind == ROUTE_FRAGMENT && route->method == GET)) {
				request->route = route;
				request->path = values;
				return 0;
			}
		}
	}
	if (!get && !post)
		return 404;
	*allowed = method_list(get, post);
	return 405;
}

/* Only the declared names: a query may carry other people's additions (trackers of mail and messenger links). */
static size_t keep_declared(const struct field *fields, struct parameter *pairs, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		for (const struct field *field = fields; field->column.name != NULL; field++)
			if (strcmp(field->column.name, pairs[i].name) == 0) {
				pairs[kept++] = pairs[i];
				break;
			}
	return kept;
}

static int read_query(struct request *request, const char **culprit)
{
	const struct route *route = request->route;
	const char *text = incoming_get(request->incoming, "QUERY_STRING");
	struct parameter *pairs = NULL;
	size_t count = 0;
	void *input = arena_alloc(request->arena, route->query_size);
	bool mistyped = false;

	request->query = input;
	if (text != NULL &&
	    urlencoded_parse(request->arena, text, strlen(text), pairs_max, &pairs, &count) != OK)
		return 400;
	count = keep_declared(route->query, pairs, count);
	if (form_check(request->arena, route->query, pairs, count, input, &request->form, &mistyped, culprit) == OK)
		return 0;
	if (mistyped)
		for (size_t i = 0; i < request->form->count; i++)
			if (request->form->states[i].wrong)
				*culprit = request->form->states[i].name;
	return 400;
}

/* Take the token out of the pairs: it belongs to serve, not to the form's fields. False: there are two. */
static bool take_token(struct parameter *pairs, size_t *count, const char **token)
{
	size_t kept = 0, found = 0;

	*token = "";
	for (size_t i = 0; i < *count; i++) {
		if (strcmp(pairs[i].name, token_field) == 0) {
			*token = pairs[i].value;
			found++;
		} else {
			pairs[kept++] = pairs[i];
		}
	}
	*count = kept;
	return found <= 1;
}

/* The form's name in its token; of a form on one thing of many (a withdrawal) the thing is part of it. */
static const char *bound_name(const struct request *request)
{
	if (request->path.code != NULL)
		return arena_print(request->arena, "%s:%s", request->route->form_name, request->path.code);
	return request->route->form_name;
}

static void check_token(struct request *request, const char *token)
{
	enum form_token_state state = FORM_TOKEN_FORGED;

	if (request->session != NULL)
		state = form_token_check(request->app->keyring, request->arena, request->session, bound_name(request),
					 request->now, token, &request->form_nonce);
	request->form_stale = state != FORM_TOKEN_GOOD;
}

static int refuse_carrier(const struct request *request)
{
	const struct incoming *incoming = request->incoming;
	const char *origin = incoming_get(incoming, "HTTP_ORIGIN");

	if (incoming->body_state == BODY_TOO_LARGE)
		return 413;
	if (incoming->body_state == BODY_SHORT)
		return 400;
	if (origin != NULL && strcmp(origin, request->app->settings.public_url) != 0)
		return 403;
	return 0;
}

/* A form's fields, and its files where the route takes any. 0, or the status that refuses. */
static int read_pairs(struct request *request, struct parameter **pairs, size_t *count)
{
	const struct bytes body = request->incoming->body;
	const char *type = incoming_get(request->incoming, "CONTENT_TYPE");
	const char *boundary;
	struct file_part *files = NULL;
	enum err err;

	if (request->route->body_max_bytes > 0 && content_is_multipart(request->arena, type, &boundary)) {
		err = multipart_parse(request->arena, body, boundary, pairs_max, pairs, count, &files, &request->file_count);
		request->files = files;
	} else if (content_is_form(type)) {
		err = urlencoded_parse(request->arena, (const char *)body.data, body.length, pairs_max, pairs, count);
	} else {
		return 415;
	}
	return err == OK ? 0 : 400;
}

/* A file's field is declared as text, like any other, and its value is the file's name: so one that was not declared is refused, and
 * one that is wanted and did not come is a fault. */
static void name_files(struct request *request, struct parameter **pairs, size_t *count)
{
	struct parameter *all = ARENA_ARRAY(request->arena, struct parameter, *count + request->file_count);

	memcpy(all, *pairs, *count * sizeof *all);
	for (size_t i = 0; i < request->file_count; i++)
		all[(*count)++] = (struct parameter){ request->files[i].field, request->files[i].file.name };
	*pairs = all;
}

static int check_fields(struct request *request, struct parameter *pairs, size_t count, const char **culprit)
{
	const struct route *route = request->route;
	void *input = arena_alloc(request->arena, route->form_size);
	bool mistyped = false;

	request->input = input;
	if (form_check(request->arena, route->form, pairs, count, input, &request->form, &mistyped, culprit) == OK)
		return 0;
	request->form_refused = mistyped;
	return mistyped ? 0 : 400;
}

static int read_body(struct request *request, const char **culprit)
{
	struct parameter *pairs = NULL;
	const char *token;
	size_t count = 0;
	int status = refuse_carrier(request);

	if (status == 0)
		status = read_pairs(request, &pairs, &count);
	if (status != 0)
		return status;
	if (request->route->asks) {
		request->sent = pairs;
		request->sent_count = count;
		return 0;
	}
	if (!take_token(pairs, &count, &token)) {
		*culprit = token_field;
		return 400;
	}
	request->sent = pairs;
	request->sent_count = count;
	if (request->file_count > 0)
		name_files(request, &pairs, &count);
	status = check_fields(request, pairs, count, culprit);
	check_token(request, token);
	return status;
}

int dispatch_kept(struct request *request, const char *path, const char *body, const char **culprit)
{
	struct parameter *pairs = NULL;
	const char *allowed;
	size_t count = 0;
	int status = dispatch_route(request->app->program, request, POST, path, &allowed);

	if (status != 0)
		return status;
	if (request->route->again == NULL ||
	    urlencoded_parse(request->arena, body, strlen(body), pairs_max, &pairs, &count) != OK)
		return 400;
	status = check_fields(request, pairs, count, culprit);
	request->form_stale = request->form_kept = true;
	return status;
}

size_t dispatch_body_max(const struct program *program, struct arena *arena, const struct incoming *incoming, const char *mount)
{
	struct request request = { .arena = arena };
	const char *path = route_path(arena, incoming, mount), *allowed;

	if (path == NULL || dispatch_route(program, &request, route_method(incoming), path, &allowed) != 0)
		return 0;
	return request.route->body_max_bytes;
}

int dispatch_input(struct request *request, const char **culprit)
{
	if (request->route->kind != ROUTE_FRAGMENT && request->route->method == POST)
		return read_body(request, culprit);
	if (request->route->query != NULL)
		return read_query(request, culprit);
	if (request->route->form != NULL)
		request->form = form_new(request->arena, request->route->form);
	return 0;
}
