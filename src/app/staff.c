#include "app/staff.h"

#include <string.h>

#include "app/app.h"
#include "app/session.h"

const char *const said_names[] = {
	"saved", "created", "submitted", "approved", "refused", "closed", "confirmed", "released", "granted", "revoked",
	"disabled", "enabled", "ended", "moved", "cancelled", "queued", "resent", "abandoned", "decided", "session_ended",
	"password_changed", "acting", "signed_out", "recovery_used", NULL };

/* Never a request header (HTTP_…), never REMOTE_USER, which anybody fills by Basic authentication (design.md §5). */
static const char verified_parameter[] = "YM_VERIFIED_USER";

static const char *verified_user(const struct request *request)
{
	const char *name = request->app->settings.sso ? incoming_get(request->incoming, verified_parameter) : NULL;

	return name != NULL && name[0] != '\0' ? name : NULL;
}

/* See respond_refresh. */
static bool asked_by_itself(const struct request *request)
{
	const char *query = incoming_get(request->incoming, "QUERY_STRING");

	return request->route->method != POST && query != NULL && strcmp(query, refresh_query) == 0;
}

enum err staff_identify(struct request *request, struct response *response)
{
	struct actor *actor;
	enum session_state state = SESSION_NONE;
	enum session_stage stage = SESSION_ENROLLING;

	(void)response;
	request->verified_user = verified_user(request);
	request->session = session_read(request);
	if (request->session == NULL)
		return OK;
	TRY(db_ready(request->db));
	actor = ARENA_NEW(request->arena, struct actor);
	TRY(session_find(request->db, request->arena, request->session, request->verified_user, asked_by_itself(request), request->now,
			 &state, &stage, actor));
	if (state == SESSION_LIVE) {
		request->actor = actor;
		request->stage = stage;
	} else if (state == SESSION_IDLE) {
		request->lapsed = actor;
	}
	return OK;
}

bool staff_may(const struct request *request, enum action action)
{
	return request->actor != NULL && request->stage == SESSION_FULL && request->actor->grant_id != 0 &&
	       right_held(request->actor->role, action) && right_reaches(action, request->actor->unit_path);
}

static void put_rights(struct request *request, struct response *response)
{
	for (enum action action = ACTION_NONE + 1; action < actions; action++)
		view_put_flag(response->view, arena_print(request->arena, "may/%s", action_names[action]), staff_may(request, action));
	view_put_flag(response->view, "may/import",
		      staff_may(request, ACTION_UNIT_IMPORT) || staff_may(request, ACTION_STUDENT_IMPORT) ||
		      staff_may(request, ACTION_CAMPAIGN_IMPORT) || staff_may(request, ACTION_POVERTY_IMPORT));
}

/* One of our own words, or nothing: the address is anybody's to write. */
static const char *said(const struct request *request)
{
	static const char key[] = "said=";
	const char *query = incoming_get(request->incoming, "QUERY_STRING");

	for (const char *at = query; at != NULL; at = strchr(at, '&')) {
		at += *at == '&';
		if (strncmp(at, key, sizeof key - 1) == 0) {
			const char *word = at + sizeof key - 1;
			const int index = column_name_index(said_names, arena_copy(request->arena, word, strcspn(word, "&")));

			return index >= 0 ? said_names[index] : NULL;
		}
	}
	return NULL;
}

static const char *first_segment(const struct request *request)
{
	const char *path = request->shown_path + (request->shown_path[0] == '/');

	return path[0] != '\0' ? arena_copy(request->arena, path, strcspn(path, "/")) : "home";
}

void staff_surround(struct request *request, struct response *response)
{
	put_rights(request, response);
	if (request->actor != NULL) {
		view_put(response->view, "actor", &actor_shape, request->actor);
		session_put_token(request, response, "sign_out");
	}
	view_put_text(response->view, "said", said(request));
	view_put_text(response->view, "at", first_segment(request));
}

void staff_put_wait(struct request *request, struct response *response, int64_t seconds)
{
	response->out->status = 429;
	outgoing_add_header(response->out, "Retry-After", arena_print(request->arena, "%lld", (long long)seconds));
	view_put_int(response->view, "wait_seconds", seconds);
}
