#include "help_door.h"

#include "app/app.h"
#include "app/session.h"
#include "crypt/seal.h"

static const char *subject(struct request *request, const char *kind, const char *code)
{
	return arena_print(request->arena, "%s:%s", kind, code);
}

void help_open(struct request *request, struct response *response, const char *code)
{
	session_grant(request, response, subject(request, "help", code));
}

bool help_opened(struct request *request, const char *code)
{
	return session_granted(request, subject(request, "help", code)) || help_proved(request, code);
}

void help_note_proved(struct request *request, struct response *response, const char *code)
{
	session_grant(request, response, subject(request, "help-proved", code));
}

bool help_proved(struct request *request, const char *code)
{
	return session_granted(request, subject(request, "help-proved", code));
}

struct attempt_limit help_limit(struct request *request, const char *kind, const char *whom, int64_t most)
{
	return (struct attempt_limit){ kind, blind_index(request->app->keyring, request->arena, kind, whom), most };
}

enum err help_show_limited(struct request *request, struct response *response, int64_t seconds, page_handler *again)
{
	response->out->status = 429;
	outgoing_add_header(response->out, "Retry-After", arena_print(request->arena, "%lld", (long long)seconds));
	view_put_flag(response->view, "limited", true);
	view_put_int(response->view, "wait_minutes", (seconds + 59) / 60);
	return again(request, response);
}
