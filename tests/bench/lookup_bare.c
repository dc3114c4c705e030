/* What a look-up is measured against: the same form, token, session, transaction and 303 through the same program shape, around one SELECT by
 * primary key. Stands at the aid program's mount, as its database user. */
#include "app/app.h"
#include "app/serve.h"
#include "app/session.h"
#include "domain/giving/code.h"

struct slip_input {
	const char *slip, *name;
};
static const struct field slip_form[] = {
	FIELD(slip_input, slip, .kind = FIELD_CODE, .required = true, .max_chars = code_chars),
	FIELD(slip_input, name, .kind = FIELD_NAME, .required = true, .max_chars = 60),
	{ .kind = FIELD_NONE } };

static const struct statement by_key = { .sql = "SELECT id AS n FROM award WHERE id = ?", .params = "i", .row = &db_number };

static enum err look(struct request *request, struct response *response)
{
	int64_t id;
	const enum err err = db_one(request->db, request->arena, &by_key, &id, INT64_C(1));

	if (err != OK && err != E_NOT_FOUND)
		return err;
	session_lend(request, response, "lookup_proved", "S00000000", 30);
	return respond_see_other(request, response, "/lookup/awards");
}

static enum err again(struct request *request, struct response *response)
{
	return respond_see_other(request, response, "/lookup/slip");
}

static const struct route routes[] = {
	{ .method = POST, .path = "/lookup/slip", .role = ANYONE, .page = look, .form = slip_form, .form_size = sizeof(struct slip_input),
	  .form_name = "lookup_slip", .again = again, .committed = true },
	{ 0 } };

static const char *const pages[] = { NULL };
static const struct statement *const bare_statements[] = { &by_key, NULL };
static const struct statement *const *const statements[] = { bare_statements, NULL };
static const struct room bare_room = { .name = "bare", .routes = routes, .pages = pages, .statements = statements };

int main(int argc, char **argv)
{
	static const struct room *const rooms[] = { &bare_room, NULL };
	static const struct program program = { .name = "aid", .rooms = rooms, .refusal_page = "aid/error" };

	return serve(&program, argc, argv);
}
