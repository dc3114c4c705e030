#include "app/routes.h"

#include <stdio.h>

static const char *const role_names[] = { "nobody", "anyone", "signed_in", "staff", "family" };

static void print_holders(enum action action)
{
	bool any = false;

	for (enum office_role role = 0; role < office_roles; role++)
		if (right_held(role, action)) {
			printf("%s%s", any ? " " : "", office_role_names[role]);
			any = true;
		}
	if (!any)
		putchar('-');
}

void routes_print(const struct program *program)
{
	for (const struct room *const *room = program->rooms; *room != NULL; room++)
		for (const struct route *route = (*room)->routes; route->path != NULL; route++) {
			printf("%s\t%s\t%s\t%s\t", route->method == POST ? "POST" : "GET", route->path, role_names[route->role],
			       route->action != ACTION_NONE ? action_names[route->action] : "-");
			print_holders(route->action);
			printf("\t%s\n", right_needs_second_factor(route->action) ? "second_factor" : "-");
		}
}
