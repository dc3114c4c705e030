#include "app/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/staff.h"
#include "app/start.h"
#include "db/server.h"

struct findings {
	const char *program;
	unsigned wrong, warned;
};

static void report(struct findings *findings, const char *what, const char *detail)
{
	findings->wrong++;
	printf("%s: wrong: %s: %s\n", findings->program, what, detail);
}

static void warn(struct findings *findings, const char *detail)
{
	findings->warned++;
	printf("%s: warning: %s\n", findings->program, detail);
}

static void check_fields(struct findings *findings, const char *path, const struct field *fields)
{
	for (const struct field *field = fields; field != NULL && field->column.name != NULL; field++) {
		const char *fault = field_declaration_fault(field);

		if (fault != NULL)
			report(findings, path, fault);
	}
}

static void check_route(struct findings *findings, const struct route *route)
{
	const char *fault = route_pattern_fault(route->path);

	if (fault != NULL)
		report(findings, route->path, fault);
	if (route->role == NOBODY)
		report(findings, route->path, "no role may use it");
	if (route->method != GET && route->method != POST)
		report(findings, route->path, "its method is neither GET nor POST");
	if (route->page == NULL)
		report(findings, route->path, "no handler");
	if ((route->role == STAFF) != (route->action != ACTION_NONE))
		report(findings, route->path, "an action is named for STAFF, and only then");
	if (route->body_max_bytes > 0 && route->method != POST)
		report(findings, route->path, "only a POST takes files");
	if (route->asks && (route->method != POST || route->role != ANYONE || route->form != NULL))
		report(findings, route->path, "what only asks is a POST for anybody and reads its own pairs");
	if (route->method == POST && !route->asks && (route->form == NULL || route->form_size == 0 || route->form_name == NULL))
		report(findings, route->path, "a POST needs a form, its size and its name");
	if (route->query != NULL && route->query_size == 0)
		report(findings, route->path, "a query needs the size of its struct");
	check_fields(findings, route->path, route->form);
	check_fields(findings, route->path, route->query);
}

static unsigned count_same(const struct program *program, const struct route *wanted)
{
	unsigned same = 0;

	for (const struct room *const *room = program->rooms; *room != NULL; room++)
		for (const struct route *route = (*room)->routes; route->path != NULL; route++)
			same += route->method == wanted->method && strcmp(route->path, wanted->path) == 0;
	return same;
}

static void check_routes(struct findings *findings, const struct program *program)
{
	for (const struct room *const *room = program->rooms; *room != NULL; room++)
		for (const struct route *route = (*room)->routes; route->path != NULL; route++) {
			check_route(findings, route);
			if (count_same(program, route) > 1)
				report(findings, route->path, "declared twice");
		}
}

static void check_statements(struct findings *findings, const struct program *program, struct db *db)
{
	for (const struct room *const *room = program->rooms; *room != NULL; room++)
		for (const struct statement *const *const *list = (*room)->statements; list != NULL && *list != NULL; list++)
			for (const struct statement *const *statement = *list; *statement != NULL; statement++) {
				struct fault fault = { 0 };

				db_set_fault(db, &fault);
				if (db_check_statement(db, *statement) != OK)
					report(findings, (*room)->name, fault.text);
			}
	db_set_fault(db, NULL);
}

static void print_lines(struct findings *findings, struct buffer *lines, bool wrong)
{
	char *rest = lines->data;
	char *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		if (*line == '\0')
			continue;
		if (wrong)
			report(findings, "grants", line);
		else
			warn(findings, line);
	}
}

/* What the server grants this user, against the list kept beside the migrations. */
static void check_grants(struct findings *findings, struct arena *arena, const struct app *app, struct db *db)
{
	const char *path = arena_print(arena, "%s/%s.grants", app->settings.grants_dir, app->database.user);
	struct fault fault = { 0 };
	struct buffer expected, differences;

	buffer_init(&expected, arena, 1024);
	buffer_init(&differences, arena, 256);
	if (append_file(path, &expected, &fault) != OK) {
		report(findings, "grants", fault.text);
		return;
	}
	db_set_fault(db, &fault);
	if (db_check_grants(db, arena, expected.data, &differences) != OK)
		report(findings, "grants", fault.text);
	print_lines(findings, &differences, true);
	db_set_fault(db, NULL);
}

static void check_server(struct findings *findings, struct arena *arena, const struct app *app, struct db *db)
{
	struct buffer lines;

	buffer_init(&lines, arena, 256);
	if (db_check_settings(db, arena, &lines) == OK)
		print_lines(findings, &lines, false);
	check_grants(findings, arena, app, db);
}

/* Nobody can see from here whether the web server says it as it should: so what it must say is said. */
static void explain_sso(const struct app *app)
{
	if (app->program->identify == staff_identify && app->settings.sso)
		printf("%s: note: [staff] sso is yes: staff sign in as whom the web server names in the FastCGI parameter YM_VERIFIED_USER. "
		       "It must set it below %s/ only, from its own verification, and never from a request's header.\n",
		       app->program->name, app->mount);
}

int check_program(struct arena *arena, const struct app *app)
{
	struct findings findings = { .program = app->program->name };
	struct fault fault = { 0 };
	struct db *db = db_new(&app->database);

	check_routes(&findings, app->program);
	explain_sso(app);
	db_set_fault(db, &fault);
	if (db_ready(db) == OK) {
		check_statements(&findings, app->program, db);
		check_server(&findings, arena, app, db);
	} else {
		warn(&findings, "the database cannot be reached; statements and grants were not checked");
		warn(&findings, fault.text);
	}
	db_close(db);
	db_thread_end();
	printf("%s: %u wrong, %u warnings\n", app->program->name, findings.wrong, findings.warned);
	return findings.wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
