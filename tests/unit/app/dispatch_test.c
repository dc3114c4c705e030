/* From a path to its route, from a body to a checked form: urlencoded, with files, or kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/dispatch.h"
#include "app/guard.h"
#include "door.h"

static const char multipart[] = "multipart/form-data; boundary=b";

#define FIELD_PART(name, value) "--b\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, file, content)                                                                             \
	"--b\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\n"                       \
	"Content-Type: text/csv\r\n\r\n" content "\r\n"
#define END "--b--\r\n"

static int send(struct door *door, const char *path, const char *type, const char *body)
{
	const char *culprit = NULL;

	door_ask(door, POST, path);
	door_send(door, type, body);
	return dispatch_input(&door->request, &culprit);
}

static void a_file_comes_with_its_name_and_bytes(void **state)
{
	struct door *door = *state;
	const struct letter *letter;
	const struct upload_file *file;

	assert_int_equal(send(door, "/files", multipart, FIELD_PART("title", "a b") FILE_PART("file", "C:\\x\\list.csv", "1,2\r\n3") END), 0);
	assert_false(door->request.form_refused);
	letter = door->request.input;
	assert_string_equal(letter->title, "a b");
	assert_string_equal(letter->file, "list.csv");
	file = request_file(&door->request, "file");
	assert_non_null(file);
	assert_int_equal(file->content.length, 6);
	assert_memory_equal(file->content.data, "1,2\r\n3", 6);
	assert_null(request_file(&door->request, "title"));
}

static void no_file_chosen_is_no_file(void **state)
{
	struct door *door = *state;

	assert_int_equal(send(door, "/files", multipart, FIELD_PART("title", "a") FILE_PART("file", "", "") END), 0);
	assert_null(request_file(&door->request, "file"));
	assert_string_equal(((const struct letter *)door->request.input)->file, "");
}

static void a_file_nobody_declared_is_refused(void **state)
{
	assert_int_equal(send(*state, "/files", multipart, FIELD_PART("title", "a") FILE_PART("virus", "x", "y") END), 400);
}

static void a_field_is_no_file_of_the_same_name(void **state)
{
	assert_int_equal(send(*state, "/files", multipart, FIELD_PART("title", "a") FIELD_PART("file", "x") FILE_PART("file", "x", "y") END), 400);
}

static void a_form_without_files_takes_none(void **state)
{
	assert_int_equal(send(*state, "/letters", multipart, FIELD_PART("title", "a") END), 415);
}

static void a_form_with_files_may_come_without(void **state)
{
	struct door *door = *state;

	assert_int_equal(send(door, "/files", "application/x-www-form-urlencoded", "title=a&file=name.csv"), 0);
	assert_null(request_file(&door->request, "file"));
}

static void what_is_missing_is_a_fault_of_the_form(void **state)
{
	struct door *door = *state;

	assert_int_equal(send(door, "/files", multipart, FIELD_PART("sure", "1") END), 0);
	assert_true(door->request.form_refused);
	assert_true(door->request.form->states[0].wrong);
}

static void two_tokens_are_refused(void **state)
{
	assert_int_equal(send(*state, "/letters", "application/x-www-form-urlencoded", "title=a&form_token=x&form_token=y"), 400);
}

static void another_sites_form_is_refused(void **state)
{
	door_say(*state, "HTTP_ORIGIN", "https://evil.example");
	assert_int_equal(send(*state, "/letters", "application/x-www-form-urlencoded", "title=a"), 403);
}

static void what_was_sent_is_known_without_the_token(void **state)
{
	struct door *door = *state;

	assert_int_equal(send(door, "/files", multipart, FIELD_PART("form_token", "t") FIELD_PART("title", "a") FILE_PART("file", "f", "c") END), 0);
	assert_int_equal(door->request.sent_count, 1);
	assert_string_equal(door->request.sent[0].name, "title");
	assert_true(door->request.form_stale);
}

static void a_kept_form_is_shown_as_it_was_typed(void **state)
{
	struct door *door = *state;
	const char *culprit;

	assert_int_equal(dispatch_kept(&door->request, "/letters", "title=%E9%87%91+%26&sure=1", &culprit), 0);
	assert_int_equal(door->request.route->method, POST);
	assert_true(door->request.form_kept && door->request.form_stale && !door->request.form_refused);
	assert_string_equal(door->request.form->states[0].typed, "金 &");
	assert_true(((const struct letter *)door->request.input)->sure);
}

static void a_kept_form_may_be_faulty_but_not_another_form(void **state)
{
	struct door *door = *state;
	const char *culprit;

	assert_int_equal(dispatch_kept(&door->request, "/letters", "sure=1", &culprit), 0);
	assert_true(door->request.form_refused);
	assert_int_equal(dispatch_kept(&door->request, "/letters", "other=1", &culprit), 400);
	assert_int_equal(dispatch_kept(&door->request, "/gone", "title=a", &culprit), 404);
	assert_int_equal(dispatch_kept(&door->request, "/once", "title=a", &culprit), 400);
}

static size_t body_max(struct door *door, const char *method, const char *path)
{
	door->incoming.parameter_count = 0;
	door_say(door, "REQUEST_METHOD", method);
	door_say(door, "SCRIPT_NAME", door->app.mount);
	door_say(door, "PATH_INFO", path);
	return dispatch_body_max(door->app.program, &door->arena, &door->incoming, door->app.mount);
}

static void only_a_form_with_files_may_be_large(void **state)
{
	assert_int_equal(body_max(*state, "POST", "/files"), 1000000);
	assert_int_equal(body_max(*state, "POST", "/letters"), 0);
	assert_int_equal(body_max(*state, "GET", "/files"), 0);
	assert_int_equal(body_max(*state, "POST", "/nowhere"), 0);
	assert_int_equal(body_max(*state, "POST", "/../files"), 0);
}

static void a_route_without_a_role_is_not_there(void **state)
{
	struct door *door = *state;
	const char *allowed;

	assert_int_equal(dispatch_route(door->app.program, &door->request, GET, "/nobodys", &allowed), 404);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, door_set_up, door_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_file_comes_with_its_name_and_bytes), TEST(no_file_chosen_is_no_file), TEST(a_file_nobody_declared_is_refused),
		TEST(a_field_is_no_file_of_the_same_name), TEST(a_form_without_files_takes_none), TEST(a_form_with_files_may_come_without),
		TEST(what_is_missing_is_a_fault_of_the_form), TEST(two_tokens_are_refused), TEST(another_sites_form_is_refused),
		TEST(what_was_sent_is_known_without_the_token), TEST(a_kept_form_is_shown_as_it_was_typed),
		TEST(a_kept_form_may_be_faulty_but_not_another_form), TEST(only_a_form_with_files_may_be_large),
		TEST(a_route_without_a_role_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
