/* What becomes of a letter, by what the mail server does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "listener.h"
#include "post/post.h"

static const struct post_letter letter = { .key = "AAAAAAAAAAAAAAAAAAAAAA", .to = "wang@example.org", .subject = "A code",
					   .text = "123456\n.\nend", .at = { INT64_C(1781496000000000) } };

static enum post_result post_to(int64_t port, enum post_security security, const char **detail)
{
	const struct post_server server = { .host = "127.0.0.1", .port = port, .security = security, .from = "yimeng@example.org",
					    .timeout_ms = 1000 };

	return post_mail(&arena, &server, &letter, detail);
}

static void assert_judged(struct listener listener, enum post_result expected, const char *words)
{
	const char *detail = NULL;

	listener_start(&listener);
	assert_int_equal(post_to(listener.port, POST_PLAIN, &detail), expected);
	listener_stop(&listener);
	if (words != NULL)
		assert_string_equal(detail, words);
	assert_int_equal(listener.connections, 1);
}

static void a_letter_arrives(void **state)
{
	struct listener listener = listener_smtp();
	const char *detail;

	(void)state;
	listener_start(&listener);
	assert_int_equal(post_to(listener.port, POST_PLAIN, &detail), POST_TAKEN);
	listener_stop(&listener);
	assert_non_null(strstr(listener.heard, "MAIL FROM:<yimeng@example.org>"));
	assert_non_null(strstr(listener.heard, "RCPT TO:<wang@example.org>"));
	assert_non_null(strstr(listener.heard, "\r\nMessage-ID: <AAAAAAAAAAAAAAAAAAAAAA@example.org>\r\n"));
	assert_non_null(strstr(listener.heard, "\r\n\r\nMTIzNDU2DQouDQplbmQ=\r\n"));
}

static void a_refused_sender_or_recipient_is_for_good_or_for_later(void **state)
{
	struct listener listener = listener_smtp();

	(void)state;
	listener.to_rcpt = "550 nobody\r\n";
	assert_judged(listener, POST_REFUSED, "reply 550");
	listener.to_rcpt = "450 busy\r\n";
	assert_judged(listener, POST_LATER, "reply 450");
	listener = listener_smtp();
	listener.to_mail = "553 not you\r\n";
	assert_judged(listener, POST_REFUSED, "reply 553");
}

static void what_ends_before_the_letter_is_for_later(void **state)
{
	struct listener listener = listener_smtp();

	(void)state;
	listener.greeting = NULL;
	assert_judged(listener, POST_LATER, NULL);
	listener.greeting = "421 closing\r\n";
	assert_judged(listener, POST_LATER, NULL);
	listener = listener_smtp();
	listener.to_rcpt = NULL;
	assert_judged(listener, POST_LATER, NULL);
	listener = listener_smtp();
	listener.to_data = NULL;
	assert_judged(listener, POST_LATER, NULL);
	listener.to_data = "451 not now\r\n";
	assert_judged(listener, POST_LATER, "reply 451");
}

static void only_the_answer_to_the_letter_counts_after_it(void **state)
{
	struct listener listener = listener_smtp();

	(void)state;
	listener.to_letter = "554 spam\r\n";
	assert_judged(listener, POST_REFUSED, "reply 554");
	listener.to_letter = "452 full\r\n";
	assert_judged(listener, POST_LATER, "reply 452");
	listener.to_letter = NULL;
	assert_judged(listener, POST_UNKNOWN, NULL);
}

static void a_server_that_is_away_is_tried_later(void **state)
{
	struct listener listener = listener_smtp();
	const char *detail;

	(void)state;
	listener_start(&listener);
	listener_stop(&listener);
	assert_int_equal(post_to(listener.port, POST_PLAIN, &detail), POST_LATER);
	assert_string_equal(detail, "not_connected");
}

static void a_server_without_tls_gets_no_letter_that_asks_for_it(void **state)
{
	struct listener listener = listener_smtp();
	const char *detail;

	(void)state;
	listener_start(&listener);
	assert_int_equal(post_to(listener.port, POST_STARTTLS, &detail), POST_LATER);
	listener_stop(&listener);
	assert_null(strstr(listener.heard, "MAIL"));
}

static void an_address_that_would_be_more_than_one_is_refused(void **state)
{
	static const char *const addresses[] = { "", "wang", "a@b@c", "a b@c", "a@b>\r\nRCPT TO:<c@d", "a,b@c", "@c", "a@" };
	const struct post_server server = { .host = "127.0.0.1", .port = 1, .from = "yimeng@example.org", .timeout_ms = 100 };
	const char *detail;

	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		struct post_letter other = letter;

		other.to = addresses[i];
		assert_int_equal(post_mail(&arena, &server, &other, &detail), POST_REFUSED);
		assert_string_equal(detail, "address");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_arrives),
		cmocka_unit_test(a_refused_sender_or_recipient_is_for_good_or_for_later),
		cmocka_unit_test(what_ends_before_the_letter_is_for_later),
		cmocka_unit_test(only_the_answer_to_the_letter_counts_after_it),
		cmocka_unit_test(a_server_that_is_away_is_tried_later),
		cmocka_unit_test(a_server_without_tls_gets_no_letter_that_asks_for_it),
		cmocka_unit_test(an_address_that_would_be_more_than_one_is_refused),
	};

	return cmocka_run_group_tests_name("mail", tests, listener_tests_start, listener_tests_stop);
}
