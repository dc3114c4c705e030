#include "app/kept.h"

#include <string.h>

#include "app/app.h"
#include "app/dispatch.h"
#include "app/guard.h"
#include "domain/office/kept_form.h"
#include "http/query.h"

enum { body_bytes_max = 65536 };

enum err kept_keep(struct request *request, const struct actor *whose, const char **token)
{
	struct buffer body;

	buffer_init(&body, request->arena, 1024);
	for (size_t i = 0; i < request->sent_count; i++)
		query_append(&body, request->sent[i].name, request->sent[i].value);
	if (body.length > body_bytes_max || strlen(request->shown_path) > way_chars_max)
		return fault_note(&request->fault, E_INVALID, "a form of %zu bytes is too large to be kept", body.length);
	return kept_form_store(request->db, request->arena, request->app->keyring, whose->account_id, request->shown_path,
			       body.length > 0 ? body.data + 1 : "", request->now, token);
}

enum err kept_show(struct request *request, struct response *response)
{
	const char *token = request->path.code, *culprit = NULL;
	struct kept_form form;
	enum verdict verdict;
	enum err err;

	err = kept_form_find(request->db, request->arena, request->app->keyring, request->actor->account_id, token, request->now, &form);
	if (err == E_NOT_FOUND || (err == OK && dispatch_kept(request, form.path, form.body, &culprit) != 0))
		return respond_see_other(request, response, "/");
	TRY(err);
	verdict = guard_judge(request);
	if (verdict != GUARD_PASS)
		return guard_turn_away(request, response, verdict);
	TRY(kept_form_forget(request->db, request->arena, token));
	request->shown_path = form.path;
	response->out->status = 200;
	return request->route->again(request, response);
}
