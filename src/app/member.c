#include "app/member.h"

#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "domain/pairing/family_session.h"

enum err member_identify(struct request *request, struct response *response)
{
	struct family_member *family;
	enum err err;

	(void)response;
	request->session = session_read(request);
	if (request->session == NULL)
		return OK;
	TRY(db_ready(request->db));
	family = ARENA_NEW(request->arena, struct family_member);
	err = family_session_find(request->db, request->arena, request->session, request->now, family);
	if (err == E_NOT_FOUND)
		return OK;
	TRY(err);
	request->family = family;
	return OK;
}

void member_surround(struct request *request, struct response *response)
{
	const char *path = request->shown_path + (request->shown_path[0] == '/');

	if (request->family != NULL) {
		view_put(response->view, "member", &family_member_shape, request->family);
		session_put_token(request, response, "sign_out");
	}
	view_put_text(response->view, "at", path[0] != '\0' ? arena_copy(request->arena, path, strcspn(path, "/")) : "home");
}
