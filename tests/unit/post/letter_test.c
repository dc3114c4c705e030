/* A letter's text, without a network. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "post/letter.h"

static struct arena arena;

static const char *written(const char *from_name, const char *subject, const char *text)
{
	const struct post_server server = { .from = "yimeng@example.org", .from_name = from_name };
	const struct post_letter letter = { .key = "KEY", .to = "wang@example.org", .subject = subject, .text = text,
					    .at = { INT64_C(1781496000000000) } };
	struct buffer out;

	buffer_init(&out, &arena, 1024);
	letter_write(&out, &server, &letter);
	return out.data;
}

static void assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("no %s in:\n%s", part, text);
}

static void a_plain_subject_stays_as_it_is(void **state)
{
	(void)state;
	assert_has(written(NULL, "A code", "x"), "\r\nSubject: A code\r\n");
}

static void chinese_is_an_encoded_word(void **state)
{
	(void)state;
	assert_has(written(NULL, "验证码", "x"), "\r\nSubject: =?UTF-8?B?6aqM6K+B56CB?=\r\n");
	assert_has(written("沂蒙助学", "x", "x"), "\r\nFrom: =?UTF-8?B?5rKC6JKZ5Yqp5a2m?=\r\n <yimeng@example.org>\r\n");
}

static void a_long_subject_is_cut_between_characters(void **state)
{
	const char *letter = written(NULL, "一二三四五六七八九十一二三四五六七八九十", "x");
	size_t longest = 0;

	(void)state;
	assert_has(letter, "?=\r\n =?UTF-8?B?");
	/* 39 bytes are thirteen characters; the fourteenth begins the second word: 四 */
	assert_has(letter, "?=\r\n =?UTF-8?B?5Zub");
	for (const char *line = letter; *line != '\0';) {
		const size_t length = strcspn(line, "\r");

		longest = length > longest ? length : longest;
		line += length + (line[length] != '\0' ? 2 : 0);
	}
	assert_true(longest <= 76);
}

static void what_looks_encoded_is_encoded(void **state)
{
	(void)state;
	assert_has(written(NULL, "=?UTF-8?B?QQ==?=", "x"), "Subject: =?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=\r\n");
}

static void a_subject_begins_no_header(void **state)
{
	const char *letter = written(NULL, "x\r\nBcc: other@example.org", "x");

	(void)state;
	assert_null(strstr(letter, "\nBcc"));
	assert_has(letter, "\r\nSubject: x  Bcc: other@example.org\r\n");
}

static void lines_end_as_mail_wants_them(void **state)
{
	const char *letter = written(NULL, "x", "a\nb\r\nc");

	(void)state;
	assert_has(letter, "\r\n\r\nYQ0KYg0KYw==\r\n");
	for (const char *at = letter; (at = strchr(at, '\n')) != NULL; at++)
		assert_int_equal(at[-1], '\r');
}

static void the_date_is_the_senders(void **state)
{
	(void)state;
	assert_has(written(NULL, "x", "x"), "Date: Mon, 15 Jun 2026 12:00:00 +0800\r\n");
}

static int start(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_subject_stays_as_it_is),
		cmocka_unit_test(chinese_is_an_encoded_word),
		cmocka_unit_test(a_long_subject_is_cut_between_characters),
		cmocka_unit_test(what_looks_encoded_is_encoded),
		cmocka_unit_test(a_subject_begins_no_header),
		cmocka_unit_test(lines_end_as_mail_wants_them),
		cmocka_unit_test(the_date_is_the_senders),
	};

	return cmocka_run_group_tests_name("letter", tests, start, stop);
}
