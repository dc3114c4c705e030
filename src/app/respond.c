#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/request.h"
#include "app/session.h"
#include "base/text.h"

void response_forget(struct request *request, struct response *response)
{
	response->out->status = 0;
	response->out->header_count = response->kept_headers;
	response->out->source = NULL;
	buffer_clear(&response->out->body);
	response->view = view_new(request->arena, request->app->templates, request->language);
}

int status_of(enum err err)
{
	switch (err) {
	case OK: return 200;
	case E_INVALID: return 400;
	case E_NOT_FOUND: return 404;
	case E_DENIED: return 403;
	case E_CONFLICT: return 409;
	case E_BUSY: return 503;
	case E_INTERNAL: return 500;
	}
	return 500;
}

/* What the shell and any page may name, whoever the handler is. */
static void put_surroundings(struct request *request, struct response *response)
{
	const struct app *app = request->app;
	struct view *view = response->view;

	view_put(view, "site", &site_shape, &app->settings);
	view_put_text(view, "mount", app->mount);
	view_put_text(view, "home", app->home);
	view_put_text(view, "static", app->static_url);
	view_put_text(view, "assets", app->assets);
	view_put_text(view, "language", language_names[request->language]);
	view_put_text(view, "path", request->shown_path);
	view_put_text(view, "here", arena_print(request->arena, "%s%s", app->mount, request->shown_path));
	if (app->program->surround != NULL)
		app->program->surround(request, response);
}

static void put_form(struct request *request, struct response *response)
{
	const size_t count = request->form != NULL ? request->form->count : 0;
	struct field_state *faults = ARENA_ARRAY(request->arena, struct field_state, count);
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		const struct field_state *state = &request->form->states[i];

		view_put(response->view, arena_print(request->arena, "form/%s", state->name), &field_state_shape, state);
		if (state->wrong)
			faults[wrong++] = *state;
	}
	view_put_rows(response->view, "faults", &field_state_shape, (struct rows){ faults, wrong });
	view_put_flag(response->view, "form_stale", request->form_stale);
	view_put_flag(response->view, "form_kept", request->form_kept);
	view_put_flag(response->view, "form_old", request->form_stale && !request->form_kept);
	view_put_flag(response->view, "form_refused", request->form_refused);
	view_put_text(response->view, "form_name", request->route != NULL && request->input != NULL ? request->route->form_name : NULL);
}

static void add_cache_control(const struct request *request, struct outgoing *out)
{
	/* Whoever is signed in is named on the page. */
	const bool shared = request->route != NULL && out->status < 400 && request->family == NULL;
	const enum cache cache = shared ? request->route->cache : CACHE_NEVER;

	switch (cache) {
	case CACHE_NEVER:
		outgoing_add_header(out, "Cache-Control", "no-store");
		break;
	case CACHE_PUBLIC_SECOND:
		outgoing_add_header(out, "Cache-Control", "public, max-age=1");
		break;
	case CACHE_PUBLIC_MINUTE:
		outgoing_add_header(out, "Cache-Control", "public, max-age=60");
		break;
	}
}

/* Everything a page loads is a file of our own; nothing inline runs, nobody else's page frames it, and none at all one of a program
 * where people sign in. */
#define POLICY(ancestors)                                                                                          \
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; " \
	"base-uri 'none'; frame-ancestors " ancestors

static const char policy[] = POLICY("'self'"), policy_signed_in[] = POLICY("'none'");

static void add_page_headers(const struct request *request, struct outgoing *out, const char *type)
{
	outgoing_add_header(out, "Content-Type", type);
	outgoing_add_header(out, "Content-Security-Policy", request->app->program->identify != NULL ? policy_signed_in : policy);
	outgoing_add_header(out, "X-Content-Type-Options", "nosniff");
	outgoing_add_header(out, "Referrer-Policy", "same-origin");
	add_cache_control(request, out);
}

enum err respond_page(struct request *request, struct response *response, const char *page)
{
	struct outgoing *out = response->out;

	put_surroundings(request, response);
	put_form(request, response);
	TRY(view_render(response->view, page, &out->body, &request->fault));
	if (out->status == 0)
		out->status = request->form_refused ? 422 : 200;
	outgoing_add_header(out, "Vary", "Accept-Language, Cookie");
	add_page_headers(request, out, "text/html; charset=utf-8");
	return OK;
}

enum err respond_fragment(struct request *request, struct response *response, const char *page)
{
	put_surroundings(request, response);
	TRY(view_render_fragment(response->view, page, &response->out->body, &request->fault));
	response->out->status = 200;
	add_page_headers(request, response->out, "text/html");
	return OK;
}

enum err refuse_field(struct request *request, const char *field, const char *reason)
{
	form_refuse(request->form, field, reason);
	request->form_refused = true;
	return E_INVALID;
}

enum err respond_see_other(struct request *request, struct response *response, const char *format, ...)
{
	struct buffer location;
	va_list arguments;
	char path[1536];
	int length;

	va_start(arguments, format);
	length = vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= sizeof path)
		return fault_note(&request->fault, E_INTERNAL, "redirect to a path of %d bytes", length);
	buffer_init(&location, request->arena, 64);
	buffer_append_string(&location, request->app->mount);
	buffer_append_string(&location, path);
	response->out->status = 303;
	outgoing_add_header(response->out, "Location", location.data);
	outgoing_add_header(response->out, "Cache-Control", "no-store");
	return OK;
}

const char refresh_query[] = "still=1";

void respond_refresh(struct request *request, struct response *response, int seconds)
{
	outgoing_add_header(response->out, "Refresh",
			    arena_print(request->arena, "%d; url=%s%s?%s", seconds, request->app->mount, request->shown_path,
					refresh_query));
}

enum err respond_bytes(struct request *request, struct response *response, const char *type, const struct buffer *body)
{
	response->out->body = *body;
	response->out->status = 200;
	add_page_headers(request, response->out, type);
	return OK;
}

static const char *refusal_page(const struct request *request)
{
	const char *page = request->app->program->refusal_page;

	return page != NULL ? page : "error";
}

enum err respond_file(struct request *request, struct response *response, const char *type, const char *name, outgoing_source *source,
		      void *context)
{
	response->out->source = source;
	response->out->source_context = context;
	response->out->status = 200;
	add_page_headers(request, response->out, type);
	outgoing_add_header(response->out, "Content-Disposition",
			    arena_print(request->arena, "attachment; filename=\"%s\"", name));
	return OK;
}

enum err refuse_out_of_scope(struct request *request, const char *subject)
{
	request->out_of_scope = subject;
	return E_NOT_FOUND;
}

const struct upload_file *request_file(const struct request *request, const char *field)
{
	for (size_t i = 0; i < request->file_count; i++) {
		const struct file_part *part = &request->files[i];

		if (strcmp(part->field, field) == 0)
			return part->file.name[0] != '\0' || part->file.content.length > 0 ? &part->file : NULL;
	}
	return NULL;
}

void respond_refusal(struct request *request, struct response *response, int status, const char *culprit)
{
	struct outgoing *out = response->out;
	char shown_status[8];

	snprintf(shown_status, sizeof shown_status, "%d", status);
	response_forget(request, response);
	out->status = status;
	if (request->reference.text[0] == '\0')
		request->reference = reference_new();
	if (status == 503)
		outgoing_add_header(out, "Retry-After", "5");
	if (request->route != NULL && request->route->kind == ROUTE_FRAGMENT) {
		/* The page around it goes on without; a whole page of ours within it, in UTF-8, would break it. */
		add_page_headers(request, out, "text/html");
		return;
	}
	view_put_text(response->view, "status", arena_copy_string(request->arena, shown_status));
	view_put_text(response->view, "culprit", culprit);
	view_put_text(response->view, "reference", request->reference.text);
	request->form = NULL;
	if (respond_page(request, response, refusal_page(request)) == OK)
		return;
	log_line(LOG_LEVEL_ERROR, "%s error page %d: %s", request->reference.text, status, request->fault.text);
	buffer_clear(&out->body);
	buffer_append_string(&out->body, shown_status);
	outgoing_add_header(out, "Content-Type", "text/plain; charset=us-ascii");
	outgoing_add_header(out, "Cache-Control", "no-store");
}

char *request_url(const struct request *request, const char *path)
{
	return arena_print(request->arena, "%s%s%s", request->app->settings.public_url, request->app->mount, path);
}

static bool address_is_trusted(const char *list, const char *address)
{
	const size_t length = strlen(address);

	for (const char *at = list; length > 0 && (at = strstr(at, address)) != NULL; at += length)
		if ((at == list || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
			return true;
	return false;
}

/* An IPv6 subscriber has a network of 2^64 addresses, and may come from another one each time. */
static const char *subscriber_of(struct arena *arena, const char *address)
{
	struct in6_addr whole;
	char network[INET6_ADDRSTRLEN];

	if (inet_pton(AF_INET6, address, &whole) != 1 || IN6_IS_ADDR_V4MAPPED(&whole))
		return address;
	memset(&whole.s6_addr[8], 0, 8);
	return arena_copy_string(arena, inet_ntop(AF_INET6, &whole, network, sizeof network));
}

/* The address of the person's machine: REMOTE_ADDR, or what trusted proxies said of it. */
static const char *address_of(const struct request *request)
{
	const char *address = incoming_get(request->incoming, "REMOTE_ADDR");
	const char *forwarded = incoming_get(request->incoming, "HTTP_X_FORWARDED_FOR");
	char *chain;

	if (address == NULL)
		return "";
	if (forwarded == NULL || !address_is_trusted(request->app->settings.trusted_proxies, address))
		return address;
	/* From the nearest hop backwards: each was appended by the one before it, the first we do not trust is the person. */
	chain = arena_copy_string(request->arena, forwarded);
	for (;;) {
		char *comma = strrchr(chain, ',');
		char *hop = text_trim(request->arena, comma != NULL ? comma + 1 : chain);

		if (comma == NULL || !address_is_trusted(request->app->settings.trusted_proxies, hop))
			return hop[0] != '\0' ? hop : address;
		*comma = '\0';
	}
}

const char *request_subscriber(const struct request *request)
{
	return subscriber_of(request->arena, address_of(request));
}
