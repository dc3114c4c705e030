/* What a page handler is given and what it answers with: the things all floors give, introduced to each other here. */
#ifndef YM_APP_REQUEST_H
#define YM_APP_REQUEST_H

#include "base/clock.h"
#include "base/log.h"
#include "crypt/key.h"
#include "domain/office/actor.h"
#include "domain/office/sign_in.h"
#include "domain/pairing/family.h"
#include "http/exchange.h"
#include "http/form.h"
#include "http/multipart.h"
#include "http/route.h"
#include "view/template.h"

struct app;
struct db;
struct route;

struct request {
	const struct app *app;			/* settings and keys; read-only, shared */
	struct arena *arena;			/* this request's */
	struct db *db;
	const struct incoming *incoming;
	const struct route *route;
	struct path_values path;
	const char *shown_path;			/* path within the program, for links back to this page */
	struct timestamp now;
	struct date today;
	size_t language;
	const char *session;			/* the session's token; NULL before one was given */
	const struct actor *actor;		/* who is signed in, in which role; NULL: nobody */
	const struct family_member *family;	/* the volunteer family that is signed in (match); NULL: none */
	enum session_stage stage;		/* of the actor's session */
	const struct actor *lapsed;		/* whose session went idle; NULL: nobody's */
	const char *verified_user;		/* whom the portal says it is; NULL: nobody, or [staff] sso is no */
	const void *query;			/* checked against route->query; zeroed where nothing was sent */
	const void *input;			/* checked against route->form; NULL on GET */
	struct form *form;			/* states to show (typed, faults); NULL where the route has no form */
	const struct file_part *files;		/* of a form with files */
	size_t file_count;
	const char *form_nonce;			/* idempotency key of the form that was sent; NULL where its token was not ours */
	bool form_refused;			/* `form` has faults or was not accepted: the page answers 422 */
	bool form_stale;			/* it was shown too long ago, or in another session: shown again with a word */
	bool form_kept;				/* stale, because it was kept while somebody had to sign in again (app/kept.h) */
	const struct parameter *sent;		/* a POST's fields as they were sent, less the form token */
	size_t sent_count;
	const char *culprit;			/* what a handler that refuses wants named; NULL: nothing */
	const char *out_of_scope;		/* see refuse_out_of_scope */
	struct reference reference;
	struct fault fault;
};

struct response {
	struct outgoing *out;		/* status 0: 200 */
	struct view *view;
	size_t kept_headers;		/* set before the handler ran; they stay when an attempt is forgotten */
};

/* Forget what an attempt wrote (status, headers, body, values): before a repeat, or a refusal. */
void response_forget(struct request *request, struct response *response);

/* Answer with a page, 200 unless the response has a status (an error shown again has 422). Puts what every page has:
 * form states as form/<field>, those that are wrong as the rows faults, form_name of a form that came back, form_stale (form_kept
 * or form_old), language, mount, path, here (mount and path, for a
 * form that is sent to the address that shows it), and what the program's `surround` puts. */
enum err respond_page(struct request *request, struct response *response, const char *page) MUST_CHECK;

/* A rule of the domain refuses a field: the handler returns this, and the form is shown again with the reason (a word). E_INVALID. */
enum err refuse_field(struct request *request, const char *field, const char *reason) MUST_CHECK;

/* The same as an ASCII fragment for SSI. */
enum err respond_fragment(struct request *request, struct response *response, const char *page) MUST_CHECK;

/* 303 to a path of this program: printf-like, "/pledges/%s". */
enum err respond_see_other(struct request *request, struct response *response, const char *format, ...)
	PRINTF_LIKE(3, 4) MUST_CHECK;

/* The page asks again by itself after so many seconds, without a script, with the query refresh_query: that keeps no session alive
 * (staff_identify), or a page left open would never let go of whoever left it. */
void respond_refresh(struct request *request, struct response *response, int seconds);
extern const char refresh_query[];

/* Bytes as they are (a feed). `type` with charset. */
enum err respond_bytes(struct request *request, struct response *response, const char *type, const struct buffer *body) MUST_CHECK;

/* A file to keep, not to show: `name` in ASCII, bytes by a source that is asked piece after piece while they are sent (the arena is
 * reset between pieces; `context` must live in the request's arena before the call). */
enum err respond_file(struct request *request, struct response *response, const char *type, const char *name, outgoing_source *source,
		      void *context) MUST_CHECK;

/* The file that was sent in this field; NULL: none, or an empty one without a name. */
const struct upload_file *request_file(const struct request *request, const char *field);

/* The page for a status of 400 and above, with its words and the request's reference id. Where even that cannot be
 * rendered, the bare status goes out. `culprit` (may be NULL) is the name of the field or thing refused. */
void respond_refusal(struct request *request, struct response *response, int status, const char *culprit);

/* Something of another scope was asked for by its address: E_NOT_FOUND to return, and an audit row, which serve writes in a
 * transaction of its own after that of the request was rolled back. A domain function that finds nothing in the actor's scope
 * returns E_NOT_FOUND; a page calls this where the thing exists elsewhere. `subject` ("campaign:12") in the request's arena. */
enum err refuse_out_of_scope(struct request *request, const char *subject) MUST_CHECK;

/* The status a page handler's error becomes. */
int status_of(enum err err);

/* An absolute URL of the program's path: public_url + mount + path. */
char *request_url(const struct request *request, const char *path);

/* Whom to count: the address of the person's machine (REMOTE_ADDR, or what trusted proxies said of it), of an IPv6 address its
 * /64 network. Personal data: to be digested, never logged or stored as it is. */
const char *request_subscriber(const struct request *request);

#endif
