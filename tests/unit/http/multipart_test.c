#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "http/multipart.h"
#include "scratch.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

/* A delimiter line, and a part's header line in front of its content. */
#define NEXT "\r\n--bound\r\n"
#define FIRST "--bound\r\n"
#define END "\r\n--bound--\r\n"
#define SAYS(parameters) "Content-Disposition: form-data; " parameters "\r\n\r\n"

static struct parameter *pairs;
static struct file_part *files;
static size_t pair_count, file_count;

/* The bytes lie in an allocation of their own, so that a sanitizer sees every step beside them. */
static enum err parse_bytes(const char *bytes, size_t length, size_t max_parts)
{
	const char *copy = arena_copy(&arena, bytes, length);

	return multipart_parse(&arena, (struct bytes){ .data = (const uint8_t *)copy, .length = length }, "bound", max_parts, &pairs,
			       &pair_count, &files, &file_count);
}

#define parse(text) parse_bytes(text, sizeof(text) - 1, 10)

static void assert_content(const char *expected, const struct file_part *part)
{
	assert_int_equal(strlen(expected), part->file.content.length);
	assert_memory_equal(expected, part->file.content.data, part->file.content.length);
}

static void the_boundary_is_read_from_the_content_type(void **state)
{
	static const struct {
		const char *type, *boundary;
	} good[] = {
		{ "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW", "----WebKitFormBoundary7MA4YWxkTrZu0gW" },
		{ "Multipart/Form-Data;charset=utf-8;BOUNDARY=\"a b?\"", "a b?" },
		{ "multipart/form-data ; boundary=x ", "x" },
	};
	static const char *const bad[] = {
		NULL, "", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
		"multipart/mixed; boundary=x", "multipart/form-databoundary=x", "multipart/form-data boundary=x",
		"multipart/form-data; boundary=\"x", "multipart/form-data; boundary=\"x \"", "multipart/form-data; boundary=x; boundary=y",
		"multipart/form-data; boundary=\"a\r\nb\"", "multipart/form-data; boundary=\"a;b\"", "application/x-www-form-urlencoded",
		"multipart/form-data; boundary=00000000001111111111222222222233333333334444444444555555555566666666667",
	};
	const char *boundary;

	(void)state;
	for EACH(i, good) {
		assert_true(content_is_multipart(&arena, good[i].type, &boundary));
		assert_string_equal(good[i].boundary, boundary);
	}
	for EACH(i, bad)
		if (content_is_multipart(&arena, bad[i], &boundary))
			fail_msg("taken: %s", bad[i]);
}

static void fields_and_files_come_apart_in_order(void **state)
{
	static const char sent[] = FIRST SAYS("name=\"token\"") "abc" NEXT SAYS("name=\"list\"; filename=\"a.csv\"") "x,y\r\n" NEXT
		"content-type: text/plain\r\n" SAYS("name=note") "" NEXT SAYS("name=\"other\"; filename=\"\"") END;

	(void)state;
	assert_int_equal(OK, parse(sent));
	assert_int_equal(2, pair_count);
	assert_string_equal("token", pairs[0].name);
	assert_string_equal("abc", pairs[0].value);
	assert_string_equal("note", pairs[1].name);
	assert_string_equal("", pairs[1].value);
	assert_int_equal(2, file_count);
	assert_string_equal("list", files[0].field);
	assert_string_equal("a.csv", files[0].file.name);
	assert_content("x,y\r\n", &files[0]);
	assert_string_equal("", files[1].file.name);
	assert_content("", &files[1]);
}

static void a_form_without_parts_is_one(void **state)
{
	(void)state;
	assert_int_equal(OK, parse("--bound--"));
	assert_int_equal(0, pair_count + file_count);
	assert_int_equal(OK, parse("--bound-- \t\r\n"));
}

static void a_part_may_end_without_a_line_of_its_own(void **state)
{
	(void)state;
	assert_int_equal(OK, parse(FIRST SAYS("name=\"a\"") "--bound--\r\n"));
	assert_string_equal("", pairs[0].value);
}

static void the_boundary_within_content_is_content(void **state)
{
	static const char content[] = "--bound\r\nx --bound-- \n--bound\r\n\r--bound\r\n\r\n--boundless\r\n\r\n--bound-\r\n\r\n--bound x\r\n\r\n--Bound";

	(void)state;
	assert_int_equal(OK, parse(FIRST SAYS("name=\"f\"; filename=\"f\"") "1--bound\r\nx --bound-- \n--bound\r\n\r--bound\r\n\r\n--boundless"
				   "\r\n\r\n--bound-\r\n\r\n--bound x\r\n\r\n--Bound" END));
	assert_int_equal(sizeof content, files[0].file.content.length);
	assert_memory_equal(content, files[0].file.content.data + 1, sizeof content - 1);
}

static void line_ends_of_the_content_are_kept(void **state)
{
	(void)state;
	assert_int_equal(OK, parse(FIRST SAYS("name=\"a\"") "\r\n1\r\n\r\n" END));
	assert_string_equal("\r\n1\r\n\r\n", pairs[0].value);
	assert_int_equal(OK, parse(FIRST SAYS("name=\"f\"; filename=\"f\"") "1\r" END));
	assert_content("1\r", &files[0]);
	assert_int_equal(OK, parse("--bound \t\r\n" SAYS("name=\"a\"") "1\n\r\n--bound--"));
	assert_string_equal("1\n", pairs[0].value);
}

static void a_name_in_quotes_may_have_quotes(void **state)
{
	static const struct {
		const char *sent, *name;
	} cases[] = {
		{ "filename=\"a\\\"b\\\\\"", "" },	/* a"b\ : the last part of a path */
		{ "filename=\"a\\\"b.csv\"", "a\"b.csv" },
		{ "filename=\"a%22b.csv\"", "a\"b.csv" },
		{ "filename=\"a; name=x.csv\"", "a; name=x.csv" },
		{ "filename=plain.csv", "plain.csv" },
	};

	(void)state;
	for EACH(i, cases) {
		const char *sent = arena_print(&arena, FIRST "Content-Disposition: form-data; name=\"q\\\"q\"; %s\r\n\r\n1" END, cases[i].sent);

		assert_int_equal(OK, parse_bytes(sent, strlen(sent), 1));
		assert_string_equal("q\"q", files[0].field);
		assert_string_equal(cases[i].name, files[0].file.name);
	}
}

static void a_file_name_is_the_last_part_and_never_a_path(void **state)
{
	static const struct {
		const char *sent, *name;
	} cases[] = {
		{ "filename=\"/etc/passwd\"", "passwd" },
		{ "filename=\"C:\\Users\\王\\学生.xlsx\"", "学生.xlsx" },
		{ "filename=\"..\\..\\x/y.csv\"", "y.csv" },
		{ "filename=\"..\"", "" },
		{ "filename=\"a/..\"", "" },
		{ "filename=\"a\tb\u202e\ufeffc\x7f.csv\"", "abc.csv" },
		{ "filename*=UTF-8''%E5%AD%A6%E7%94%9F.xlsx", "学生.xlsx" },
		{ "filename=\"old.csv\"; filename*=utf-8'zh'..%2F%E5%AD%A6.csv", "学.csv" },
	};

	(void)state;
	for EACH(i, cases) {
		const char *sent = arena_print(&arena, FIRST "Content-Disposition: form-data; name=\"f\"; %s\r\n\r\n1" END, cases[i].sent);

		assert_int_equal(OK, parse_bytes(sent, strlen(sent), 1));
		assert_string_equal(cases[i].name, files[0].file.name);
	}
}

static void what_is_malformed_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "\r\n", "x", "--boun", "--bound", "--bound\r\n", "--bound-", "--BOUND--", "--bound--x", "--bound--\r\nx",
		"\r\n--bound--", "preamble\r\n--bound--\r\n", "--bound\n" SAYS("name=a") END,
		FIRST SAYS("name=a") "1",				/* no end */
		FIRST SAYS("name=a") "1\r\n--bound",
		FIRST SAYS("name=a") "1\n--bound--\n",			/* LF alone is no line end */
		FIRST "Content-Disposition: form-data; name=a\n\n1" END,
		FIRST "\r\n1" END,					/* no header at all */
		FIRST "Content-Type: text/plain\r\n\r\n1" END,
		FIRST SAYS("filename=a") "1" END, FIRST SAYS("name=\"\"") "1" END, FIRST SAYS("name=") "1" END, FIRST SAYS("name") "1" END,
		FIRST SAYS("name=\"a") "1" END, FIRST SAYS("name=\"a\\\"") "1" END, FIRST SAYS("name=a name=b") "1" END,
		FIRST SAYS("name=a; name=b") "1" END, FIRST SAYS("name=a; filename=b; filename=c") "1" END, FIRST SAYS("name=a;") "1" END,
		FIRST SAYS("name=a; filename*=gb18030''x") "1" END, FIRST SAYS("name=a; filename*=UTF-8''%e6%b2") "1" END,
		FIRST SAYS("name=a; filename*=UTF-8''%00") "1" END, FIRST SAYS("name=a; filename*=UTF-8") "1" END,
		FIRST "Content-Disposition: attachment; name=a\r\n\r\n1" END,
		FIRST "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n1" END,
		FIRST "Content-Disposition: form-data;\r\n name=a\r\n\r\n1" END,
		FIRST "Content-Transfer-Encoding: base64\r\n" SAYS("name=a") "1" END,
		FIRST SAYS("name=\"\xff\"") "1" END, FIRST SAYS("name=a; filename=\"\xb2\xe2.csv\"") "1" END,
		FIRST SAYS("name=a") "\xed\xa0\x80" END,
		FIRST SAYS("name=a") "1" NEXT SAYS("name=a") "2" END,
		FIRST SAYS("name=a; filename=x") "1" NEXT SAYS("name=a; filename=y") "2" END,
		FIRST SAYS("name=a") "1" NEXT SAYS("name=a; filename=y") "2" END,
	};

	(void)state;
	for EACH(i, bad)
		if (parse_bytes(bad[i], strlen(bad[i]), 10) != E_INVALID)
			fail_msg("taken: %s", bad[i]);
}

static void a_nul_is_for_files_only(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, parse(FIRST SAYS("name=a") "1\0" "2" END));
	assert_int_equal(E_INVALID, parse(FIRST SAYS("name=\"a\0b\"") "1" END));
	assert_int_equal(E_INVALID, parse(FIRST SAYS("name=a; filename=\"b\0.csv\"") "1" END));
	assert_int_equal(OK, parse(FIRST SAYS("name=a; filename=\"b\"") "PK\0\0" END));
	assert_int_equal(4, files[0].file.content.length);
}

static void ten_thousand_parts_are_taken_or_refused_as_asked(void **state)
{
	struct buffer sent;

	(void)state;
	buffer_init(&sent, &arena, 0);
	for (int i = 0; i < 10000; i++)
		buffer_print(&sent, FIRST "Content-Disposition: form-data; name=f%d\r\n\r\n%d\r\n", i, i);
	buffer_append_string(&sent, "--bound--");
	assert_int_equal(E_INVALID, parse_bytes(sent.data, sent.length, 9999));
	assert_int_equal(OK, parse_bytes(sent.data, sent.length, 10000));
	assert_int_equal(10000, pair_count);
	assert_string_equal("9999", pairs[9999].value);
}

/* 8 KiB of header may have a thousand parameters; the memory they take stays of its order. */
static void a_header_costs_no_more_memory_than_it_is_long(void **state)
{
	struct buffer sent;
	size_t before;

	(void)state;
	buffer_init(&sent, &arena, 0);
	buffer_append_string(&sent, FIRST "Content-Disposition: form-data; name=a");
	for (int i = 0; i < 1300; i++)
		buffer_append_string(&sent, ";x=\"\"");
	buffer_append_string(&sent, "\r\n\r\n1" END);
	before = arena_used(&arena);
	assert_int_equal(OK, parse_bytes(sent.data, sent.length, 10));
	assert_in_range(arena_used(&arena) - before, 0, 400000);
	buffer_clear(&sent);
	buffer_append_string(&sent, FIRST "Content-Disposition: form-data; name=a; filename=\"");
	for (int i = 0; i < 8192; i++)
		buffer_append_char(&sent, 'n');
	buffer_append_string(&sent, "\"\r\n\r\n1" END);
	assert_int_equal(E_INVALID, parse_bytes(sent.data, sent.length, 10));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_boundary_is_read_from_the_content_type),
		TEST(fields_and_files_come_apart_in_order),
		TEST(a_form_without_parts_is_one),
		TEST(a_part_may_end_without_a_line_of_its_own),
		TEST(the_boundary_within_content_is_content),
		TEST(line_ends_of_the_content_are_kept),
		TEST(a_name_in_quotes_may_have_quotes),
		TEST(a_file_name_is_the_last_part_and_never_a_path),
		TEST(what_is_malformed_is_refused),
		TEST(a_nul_is_for_files_only),
		TEST(ten_thousand_parts_are_taken_or_refused_as_asked),
		TEST(a_header_costs_no_more_memory_than_it_is_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
