#include "app/session.h"

#include "app/app.h"
#include "crypt/sealed_token.h"
#include "crypt/token.h"
#include "http/cookie.h"

enum { grant_minutes = 30 };

const char *session_read(struct request *request)
{
	const char *token = cookie_get(request->arena, request->incoming, request->app->cookie_name);

	return token != NULL && token_is_well_formed(token) ? token : NULL;
}

/* The session's token, made and set as a cookie where there is none yet. */
static const char *session_require(struct request *request, struct response *response)
{
	if (request->session == NULL) {
		request->session = token_new(request->arena);
		cookie_set(request->arena, response->out, request->app->cookie_name, request->session,
			   request->app->mount, 0);
	}
	return request->session;
}

static const char *new_form_token(struct request *request, struct response *response, const char *form_name)
{
	const char *session = session_require(request, response);

	return form_token_new(request->app->keyring, request->arena, session, form_name, request->now,
			      request->app->settings.form_minutes);
}

void session_put_form_token(struct request *request, struct response *response, const char *form_name)
{
	view_put_text(response->view, "form_token", new_form_token(request, response, form_name));
}

void session_put_token(struct request *request, struct response *response, const char *form_name)
{
	view_put_text(response->view, arena_print(request->arena, "token/%s", form_name),
		      new_form_token(request, response, form_name));
}

void session_put_code_token(struct request *request, struct response *response, const char *form_name)
{
	view_put_text(response->view, arena_print(request->arena, "token/%s", form_name),
		      new_form_token(request, response, arena_print(request->arena, "%s:%s", form_name, request->path.code)));
}

/* Signed as a form's token is: the blank, which no form's name has, keeps one from passing for the other. */
static const char *grant_name(const struct request *request, const char *subject)
{
	return arena_print(request->arena, "grant %s", subject);
}

static const char *grant_cookie(const struct request *request)
{
	return arena_print(request->arena, "%s-grant", request->app->cookie_name);
}

void session_grant(struct request *request, struct response *response, const char *subject)
{
	const char *session = session_require(request, response);
	const char *grant = form_token_new(request->app->keyring, request->arena, session, grant_name(request, subject),
					   request->now, grant_minutes);

	cookie_set(request->arena, response->out, grant_cookie(request), grant, request->app->mount, grant_minutes * 60);
}

bool session_granted(struct request *request, const char *subject)
{
	const char *grant = cookie_get(request->arena, request->incoming, grant_cookie(request));
	const char *nonce;

	return grant != NULL && request->session != NULL &&
	       form_token_check(request->app->keyring, request->arena, request->session, grant_name(request, subject),
				request->now, grant, &nonce) == FORM_TOKEN_GOOD;
}

static const char *loan_cookie(const struct request *request, const char *name)
{
	return arena_print(request->arena, "%s-%s", request->app->cookie_name, name);
}

void session_lend(struct request *request, struct response *response, const char *name, const char *text, int64_t minutes)
{
	const char *session = session_require(request, response);
	const struct timestamp expires = { request->now.us + minutes * 60 * 1000000 };

	cookie_set(request->arena, response->out, loan_cookie(request, name),
		   sealed_token_new(request->app->keyring, request->arena, session, name, text, expires), request->app->mount,
		   minutes * 60);
}

const char *session_lent(struct request *request, const char *name)
{
	const char *token = cookie_get(request->arena, request->incoming, loan_cookie(request, name));
	const char *text;

	if (token == NULL || request->session == NULL ||
	    sealed_token_open(request->app->keyring, request->arena, request->session, name, token, request->now, &text) != OK)
		return NULL;
	return text;
}
