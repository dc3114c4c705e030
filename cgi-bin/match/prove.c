#include "prove.h"

#include "app/app.h"
#include "app/session.h"
#include "domain/office/telephone_code.h"

const struct field prove_send_form[] = {
	FIELD(prove_send_input, telephone, .kind = FIELD_TELEPHONE, .required = true),
	{ .kind = FIELD_NONE } };

const struct field prove_enter_form[] = {
	FIELD(prove_enter_input, code, .kind = FIELD_DIGITS, .required = true, .max_chars = 6),
	{ .kind = FIELD_NONE } };

enum err prove_send(struct request *request, struct response *response, const struct prove_step *step, bool known)
{
	const struct prove_send_input *input = request->input;
	const struct telephone_code_wish wish = { .purpose = step->purpose, .telephone = input->telephone,
						  .address = request_subscriber(request),
						  .language = language_names[request->language], .known = known,
						  .most_a_day = request->app->settings.codes_a_day };
	int64_t wait_seconds = 0;
	const enum err err = telephone_code_send(request->db, request->arena, request->app->keyring, &wish, request->now,
						 &wait_seconds);

	if (err == E_BUSY && wait_seconds > 0) {
		response->out->status = 429;
		outgoing_add_header(response->out, "Retry-After", arena_print(request->arena, "%lld", (long long)wait_seconds));
		view_put_int(response->view, "wait_minutes", (wait_seconds + 59) / 60);
		return step->again(request, response);
	}
	TRY(err);
	session_lend(request, response, step->loan, input->telephone, telephone_code_minutes);
	return respond_see_other(request, response, "%s", step->next);
}

enum err prove_check(struct request *request, const char *purpose, const char *telephone)
{
	const struct prove_enter_input *input = request->input;

	return telephone_code_check(request->db, request->arena, request->app->keyring, purpose, telephone, input->code, request->now);
}

enum err prove_missed(struct request *request, struct response *response, page_handler *again)
{
	response->out->status = 422;
	view_put_flag(response->view, "missed", true);
	return again(request, response);
}
