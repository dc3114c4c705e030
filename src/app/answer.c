#include <string.h>

#include "app/app.h"
#include "app/dispatch.h"
#include "app/guard.h"
#include "app/request.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "http/cookie.h"
#include "http/language.h"

const char *const language_names[] = { "zh", "en", NULL };

enum { repeats_max = 3 };	/* of a transaction whose new code was taken by another */

/* What one POST's transaction needs through db_transaction's one pointer. */
struct attempt {
	struct request *request;
	struct response *response;
};

static enum err run_handler(void *context)
{
	struct attempt *attempt = context;
	struct request *request = attempt->request;

	/* First of all locks: who reads, then waits for the head of the trail, would be told to begin again. */
	if (request->app->program->audited && db_in_transaction(request->db))
		TRY(audit_lock(request->db, request->arena));
	return request->route->page(request, attempt->response);
}

static void forget_attempt(void *context)
{
	struct attempt *attempt = context;

	response_forget(attempt->request, attempt->response);
}

/* A page handler that finds a field wrong by a rule of the domain marks the form and returns E_INVALID: nothing is stored,
 * the form is shown again. */
static enum err run_post(struct request *request, struct response *response)
{
	struct attempt attempt = { request, response };
	const struct route *route = request->route;
	enum err err = E_CONFLICT;

	if (route->own_transactions)
		err = run_handler(&attempt);
	for (int i = 0; !route->own_transactions && i < repeats_max && err == E_CONFLICT; i++) {
		bool unknown = false;

		err = (route->committed ? db_transaction_committed : db_transaction)(request->db, run_handler, forget_attempt,
										   &attempt, &unknown);
		if (route->repeat != NULL && (err == E_CONFLICT || unknown)) {
			enum err found;

			response_forget(request, response);
			if (unknown)
				TRY(db_ready(request->db));
			found = route->repeat(request, response);
			if (found != E_NOT_FOUND)
				return found;
			if (unknown)
				return E_BUSY;
		} else {
			break;
		}
	}
	if (err == E_INVALID && request->form_refused && route->again != NULL) {
		response_forget(request, response);
		return route->again(request, response);
	}
	return err;
}

/* The form cannot be taken: it is shown again, with its faults or a new token. */
static enum err show_again(struct request *request, struct response *response)
{
	const struct route *route = request->route;

	if (route->again == NULL)
		return request->form_stale ? E_DENIED : E_INVALID;
	if (request->form_stale) {
		request->form_refused = true;
		response->out->status = 403;
	}
	return route->again(request, response);
}

static enum err run(struct request *request, struct response *response)
{
	const struct route *route = request->route;

	TRY(db_ready(request->db));
	if (route->method != POST || route->asks)
		return route->page(request, response);
	/* Ours, only old: whoever sends it again after its time must not be led to make the same thing twice. */
	if (request->form_stale && !request->form_refused && request->form_nonce != NULL && route->repeat != NULL) {
		const enum err found = route->repeat(request, response);

		if (found != E_NOT_FOUND)
			return found;
	}
	if (request->form_stale || request->form_refused)
		return show_again(request, response);
	return run_post(request, response);
}

/* `?language=en`, in whatever place of the query. */
static int language_of_query(const struct incoming *incoming)
{
	static const char key[] = "language=";
	const char *query = incoming_get(incoming, "QUERY_STRING");
	const char *at = query;

	while (at != NULL && (at = strstr(at, key)) != NULL) {
		if (at == query || at[-1] == '&') {
			at += sizeof key - 1;
			for (int i = 0; language_names[i] != NULL; i++)
				if (strncmp(at, language_names[i], strcspn(at, "&")) == 0 &&
				    strlen(language_names[i]) == strcspn(at, "&"))
					return i;
			return -1;
		}
		at++;
	}
	return -1;
}

/* Asked for in the link, which the browser is told to remember; or remembered; or what the browser prefers. A fragment speaks
 * the language of the page around it, which only its link can tell. */
static void choose_language(struct request *request, struct outgoing *out)
{
	static const char cookie_name[] = "ym-language";
	const int asked = language_of_query(request->incoming);
	const char *cookie;
	int remembered;

	if (request->route != NULL && request->route->kind == ROUTE_FRAGMENT) {
		request->language = asked >= 0 ? (size_t)asked : 0;
		return;
	}
	if (asked >= 0) {
		request->language = (size_t)asked;
		cookie_set(request->arena, out, cookie_name, language_names[asked], request->app->settings.base,
			   INT64_C(365) * 24 * 3600);
		return;
	}
	cookie = cookie_get(request->arena, request->incoming, cookie_name);
	remembered = cookie != NULL ? column_name_index(language_names, cookie) : -1;
	request->language = remembered >= 0 ? (size_t)remembered
		: language_choose(incoming_get(request->incoming, "HTTP_ACCEPT_LANGUAGE"), language_names);
}

/* One line for what an operator can mend; what a person did wrong is told to that person alone. */
static void log_refusal(struct request *request, enum err err)
{
	if (err != E_BUSY && err != E_INTERNAL)
		return;
	request->reference = reference_new();
	log_line(err == E_BUSY ? LOG_LEVEL_WARNING : LOG_LEVEL_ERROR, "%s %s: %s", request->reference.text,
		 request->route->path, request->fault.text[0] != '\0' ? request->fault.text : err_name(err));
}

/* The route of the request, or the status that refuses it. */
static int find_route(struct request *request, const char **allowed)
{
	const struct app *app = request->app;
	const char *path = route_path(request->arena, request->incoming, app->mount);

	if (path == NULL)
		return 404;
	request->shown_path = path;
	if (request->incoming->duplicate_parameter)
		return 400;
	return dispatch_route(app->program, request, route_method(request->incoming), path, allowed);
}

/* Who it is. Fragments carry the cookies of the page around them, and are for anybody. */
static enum err identify(struct request *request, struct response *response)
{
	if (request->route->kind == ROUTE_FRAGMENT)
		return OK;
	if (request->app->program->identify != NULL)
		return request->app->program->identify(request, response);
	request->session = session_read(request);
	return OK;
}

/* What was asked for in vain: what the handler says, or the page of a change that was refused after its form was taken. NULL: nothing
 * to write down. */
static const char *asked_in_vain(const struct request *request, enum err err)
{
	if (request->out_of_scope != NULL)
		return request->out_of_scope;
	if (request->route->role != STAFF || request->route->method != POST || request->form_stale ||
	    (err != E_NOT_FOUND && err != E_DENIED))
		return NULL;
	return arena_print(request->arena, "page:%.50s", request->shown_path);
}

/* Somebody asked for what lies outside of the scope acted in, or may not be: that is written down although the request came to
 * nothing. */
static enum err note_refusal(struct request *request, enum err err)
{
	const struct audit_event event = {
		.action = action_names[request->route->action], .subject = asked_in_vain(request, err), .outcome = AUDIT_REFUSED };

	if (event.subject == NULL || request->actor == NULL)
		return OK;
	return audit_note(request->db, request->arena, request->actor, &event, request->now);
}

static enum err run_guarded(struct request *request, struct response *response, int *status, const char **culprit)
{
	enum verdict verdict;
	enum err err;

	TRY(identify(request, response));
	verdict = guard_judge(request);
	if (verdict != GUARD_PASS)
		return guard_turn_away(request, response, verdict);
	*status = dispatch_input(request, culprit);
	if (*status != 0)
		return OK;
	err = run(request, response);
	if (err != OK)
		TRY(note_refusal(request, err));
	return err;
}

static void run_route(struct request *request, struct response *response)
{
	const char *culprit = NULL;
	int status = 0;
	const enum err err = run_guarded(request, response, &status, &culprit);

	if (err != OK) {
		log_refusal(request, err);
		respond_refusal(request, response, status_of(err), request->culprit);
	} else if (status != 0) {
		respond_refusal(request, response, status, culprit);
	}
}

/* A file of keys that became wrong changes nothing, and the operator should know. */
static void refresh_keys(const struct app *app)
{
	struct fault fault = { 0 };

	if (!keyring_refresh(app->keyring, &fault))
		log_line(LOG_LEVEL_ERROR, "keys: %s", fault.text);
}

void app_answer(void *context, struct arena *arena, const struct incoming *incoming, struct outgoing *outgoing)
{
	const struct worker *worker = context;
	struct request request = {
		.app = worker->app,
		.arena = arena,
		.db = worker->db,
		.incoming = incoming,
		.now = clock_now(&worker->app->clock),
		.shown_path = "/",
	};
	struct response response = { .out = outgoing };
	const char *allowed = NULL;
	const int status = find_route(&request, &allowed);

	refresh_keys(worker->app);
	request.today = date_at(request.now);
	choose_language(&request, outgoing);
	response.kept_headers = outgoing->header_count;
	response.view = view_new(arena, worker->app->templates, request.language);
	db_set_fault(worker->db, &request.fault);
	if (status == 0) {
		run_route(&request, &response);
	} else {
		respond_refusal(&request, &response, status, NULL);
		if (allowed != NULL)
			outgoing_add_header(outgoing, "Allow", allowed);
	}
	db_set_fault(worker->db, NULL);
}
