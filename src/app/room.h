/* A room of a program: its pages as routes. One `_pages.c` exports one `const struct room`. */
#ifndef YM_APP_ROOM_H
#define YM_APP_ROOM_H

#include "app/request.h"
#include "db/db.h"
#include "http/form.h"
#include "http/route.h"

/* Who may. NOBODY is zero: a route without a role refuses, and --check says so. */
enum role { NOBODY = 0, ANYONE };

/* How long a shared cache may keep the answer. */
enum cache { CACHE_NEVER = 0, CACHE_PUBLIC_SECOND, CACHE_PUBLIC_MINUTE };

/* Wherefrom the body's bytes may come. */
enum route_kind {
	ROUTE_PAGE = 0,
	ROUTE_FRAGMENT		/* for SSI: no cookies, body, redirects, 304 or form tokens (design.md §5) */
};

typedef enum err page_handler(struct request *request, struct response *response);

struct route {
	enum method method;
	const char *path;		/* pattern (http/route.h); NULL ends the table */
	enum role role;
	page_handler *page;
	const struct field *form;	/* of a POST body */
	size_t form_size;		/* sizeof the struct the form fills */
	const char *form_name;		/* what its token is bound to; the same name serves the GET that shows it */
	const struct field *query;	/* of a GET's query; undeclared names are ignored there (campaign trackers add their own) */
	size_t query_size;
	page_handler *again;		/* shows the form again with request->form's states */
	page_handler *repeat;		/* finds what this display of the form made before: called outside the transaction after
					 * E_CONFLICT, when the fate of COMMIT is unknown, or when the form's time is over.
					 * E_NOT_FOUND: nothing, so try again */
	enum cache cache;
	enum route_kind kind;
};

struct room {
	const char *name;
	const struct route *routes;
	const char *const *pages;				/* templates its handlers name; NULL-terminated */
	const struct statement *const *const *statements;	/* lists of the domain modules it calls, for --check */
};

#endif
