#include "door.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/dispatch.h"

static enum err page(struct request *request, struct response *response)
{
	(void)request;
	(void)response;
	return OK;
}

static const struct field form[] = {
	FIELD(letter, title, .kind = FIELD_TEXT, .required = true, .max_chars = 20),
	FIELD(letter, file, .kind = FIELD_TEXT, .max_chars = 60),
	FIELD(letter, sure, .kind = FIELD_CHECK),
	{ .kind = FIELD_NONE } };

#define FORM .form = form, .form_size = sizeof(struct letter), .form_name = "letter"

static const struct route routes[] = {
	{ .method = GET, .path = "/open", .role = ANYONE, .page = page },
	{ .method = GET, .path = "/nobodys", .page = page },
	{ .method = GET, .path = "/families", .role = FAMILY, .page = page },
	{ .method = GET, .path = "/enrolling", .role = ENROLLING, .page = page },
	{ .method = GET, .path = "/", .role = STAFF, .action = ACTION_HOME, .page = page },
	{ .method = GET, .path = "/jobs/{id}", .role = STAFF, .action = ACTION_JOB_VIEW, .page = page },
	{ .method = GET, .path = "/grants", .role = STAFF, .action = ACTION_ROLE_GRANT, .page = page },
	{ .method = POST, .path = "/letters", .role = STAFF, .action = ACTION_HOME, .page = page, .again = page, FORM },
	{ .method = POST, .path = "/files", .role = STAFF, .action = ACTION_HOME, .page = page, .again = page, .body_max_bytes = 1000000, FORM },
	{ .method = POST, .path = "/once", .role = STAFF, .action = ACTION_HOME, .page = page, FORM },
	{ 0 } };

static const struct room room = { .name = "room", .routes = routes };
static const struct room *const rooms[] = { &room, NULL };
static const struct program program = { .name = "door", .rooms = rooms };

int door_set_up(void **state)
{
	struct door *door = calloc(1, sizeof *door);

	assert_non_null(door);
	arena_init(&door->arena, 0);
	door->app = (struct app){ .program = &program, .mount = "/yimeng/door",
				  .settings = { .public_url = "https://edu.example", .form_minutes = 60 } };
	door->incoming = (struct incoming){ .parameters = door->parameters };
	door->request = (struct request){ .app = &door->app, .arena = &door->arena, .incoming = &door->incoming, .shown_path = "/" };
	*state = door;
	return 0;
}

int door_tear_down(void **state)
{
	struct door *door = *state;

	arena_free(&door->arena);
	free(door);
	return 0;
}

void door_ask(struct door *door, enum method method, const char *path)
{
	const char *allowed;

	door->request.shown_path = path;
	assert_int_equal(dispatch_route(&program, &door->request, method, arena_copy(&door->arena, path, strcspn(path, "?")), &allowed), 0);
}

void door_say(struct door *door, const char *name, const char *value)
{
	assert_true(door->incoming.parameter_count < sizeof door->parameters / sizeof door->parameters[0]);
	door->parameters[door->incoming.parameter_count++] = (struct parameter){ name, value };
}

void door_send(struct door *door, const char *type, const char *body)
{
	door_say(door, "CONTENT_TYPE", type);
	door->incoming.body = (struct bytes){ (const uint8_t *)body, strlen(body) };
}
