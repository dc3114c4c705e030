/* A room of a program: its pages as routes. One `_pages.c` exports one `const struct room`. */
#ifndef YM_APP_ROOM_H
#define YM_APP_ROOM_H

#include "app/request.h"
#include "db/db.h"
#include "domain/office/right.h"
#include "http/form.h"
#include "http/route.h"

/* Who may. NOBODY is zero: a route without a role refuses, and --check says so. STAFF routes name the action whose right they take
 * (domain/office/right.h); whoever lacks it is refused with 403 and an audit row. ENROLLING: signed in, also while enrolling. FAMILY: a
 * volunteer family, in whatever state, that signed in (request->family); a page asks for a live approval itself. */
enum role { NOBODY = 0, ANYONE, ENROLLING, STAFF, FAMILY };

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
	enum action action;		/* of STAFF; where its right needs the second factor, serve asks for it first */
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
	size_t body_max_bytes;		/* of a form with files (multipart/form-data); 0: urlencoded only, the setting's cap. A file's
					 * field is declared FIELD_TEXT and gets its name; its bytes are request_file's */
	bool secret;			/* what was typed is never kept (app/kept.h): passwords, codes */
	bool committed;			/* a POST whose transaction reads what is committed at each statement (db_transaction_committed):
					 * it changes a row that others change all the time, a campaign's tally */
	bool asks;			/* a POST that changes nothing and needs no session: facts in, an answer out, so that they stand in no
					 * address. No form token, no transaction; without a form its pairs are request->sent */
	bool own_transactions;		/* a POST whose handler begins and ends its own (signing in: a failure must be counted) */
};

struct room {
	const char *name;
	const struct route *routes;
	const char *const *pages;				/* templates its handlers name; NULL-terminated */
	const struct statement *const *const *statements;	/* lists of the domain modules it calls, for --check */
};

#endif
