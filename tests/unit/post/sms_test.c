/* What becomes of an SMS, by what the gateway does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "listener.h"
#include "post/post.h"

static enum post_result post_to(const char *scheme, int64_t port, const char **detail)
{
	static const struct post_sms sms = { .key = "AAAAAAAAAAAAAAAAAAAAAA", .to = "13812345678", .text = "a \"code\" \\ 1\n2" };
	const struct post_gateway gateway = { .url = arena_print(&arena, "%s://127.0.0.1:%lld/sms", scheme, (long long)port),
					      .token = "a-token", .timeout_ms = 1000 };

	return post_sms(&arena, &gateway, &sms, detail);
}

static void assert_judged(const char *answer, enum post_result expected, const char *words)
{
	struct listener listener = { .answer = answer };
	const char *detail = NULL;

	listener_start(&listener);
	assert_int_equal(post_to("http", listener.port, &detail), expected);
	listener_stop(&listener);
	assert_string_equal(detail, words);
	assert_int_equal(listener.connections, 1);
}

static void it_is_json_with_a_key_and_a_token(void **state)
{
	struct listener listener = { .answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n" };
	const char *detail;

	(void)state;
	listener_start(&listener);
	assert_int_equal(post_to("http", listener.port, &detail), POST_TAKEN);
	listener_stop(&listener);
	assert_non_null(strstr(listener.heard, "POST /sms HTTP/1.1\r\n"));
	assert_non_null(strstr(listener.heard, "\r\nAuthorization: Bearer a-token\r\n"));
	assert_non_null(strstr(listener.heard, "\r\nIdempotency-Key: AAAAAAAAAAAAAAAAAAAAAA\r\n"));
	assert_null(strstr(listener.heard, "Expect:"));
	assert_non_null(strstr(listener.heard, "\r\n\r\n{\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"to\":\"13812345678\","
					       "\"text\":\"a \\\"code\\\" \\\\ 1\\u000a2\"}"));
}

static void a_status_decides(void **state)
{
	(void)state;
	assert_judged("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", POST_TAKEN, "status 200");
	assert_judged("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n", POST_REFUSED, "status 400");
	assert_judged("HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n", POST_REFUSED, "status 401");
	assert_judged("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", POST_LATER, "status 429");
	assert_judged("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", POST_LATER, "status 500");
	assert_judged("HTTP/1.1 503 Oh\r\nContent-Length: 0\r\n\r\n", POST_LATER, "status 503");
}

static void another_address_is_not_followed(void **state)
{
	(void)state;
	assert_judged("HTTP/1.1 307 There\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", POST_REFUSED, "status 307");
}

static void an_answer_that_breaks_off_after_its_status_has_said_enough(void **state)
{
	(void)state;
	assert_judged("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nok", POST_TAKEN, "status 200");
}

static void no_answer_after_the_body_is_unknown(void **state)
{
	(void)state;
	assert_judged(NULL, POST_UNKNOWN, "broken_off");
	assert_judged("HTTP/1.1 100 Continue\r\n\r\n", POST_UNKNOWN, "broken_off");
}

static void an_answer_that_takes_too_long_is_unknown(void **state)
{
	struct listener listener = { .answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", .answer_after_ms = 1500 };
	const char *detail;

	(void)state;
	listener_start(&listener);
	assert_int_equal(post_to("http", listener.port, &detail), POST_UNKNOWN);
	listener_stop(&listener);
	assert_string_equal(detail, "too_slow");
}

static void a_gateway_that_is_away_is_tried_later(void **state)
{
	struct listener listener = { .answer = NULL };
	const char *detail;

	(void)state;
	listener_start(&listener);
	listener_stop(&listener);
	assert_int_equal(post_to("http", listener.port, &detail), POST_LATER);
	assert_string_equal(detail, "not_connected");
}

static void what_fails_before_the_request_is_tried_later(void **state)
{
	static const struct post_sms sms = { .key = "k", .to = "1", .text = "t" };
	const struct post_gateway nowhere = { .url = "http://no-such-host.invalid/", .timeout_ms = 1000 };
	struct listener listener = { .answer = NULL };
	const char *detail;

	(void)state;
	assert_int_equal(post_sms(&arena, &nowhere, &sms, &detail), POST_LATER);
	listener = listener_smtp();		/* a greeting in clear is no TLS */
	listener_start(&listener);
	assert_int_equal(post_to("https", listener.port, &detail), POST_LATER);
	listener_stop(&listener);
	assert_string_equal(detail, "tls");
}

static void a_token_crosses_no_network_in_clear(void **state)
{
	(void)state;
	assert_null(post_gateway_objection("https://sms.example/send"));
	assert_null(post_gateway_objection("http://127.0.0.1:8081/sms"));
	assert_non_null(post_gateway_objection("http://sms.example/send"));
	assert_non_null(post_gateway_objection("http://127.0.0.1.example/"));
	assert_non_null(post_gateway_objection("file:///etc/passwd"));
	assert_non_null(post_gateway_objection("https://"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_json_with_a_key_and_a_token),
		cmocka_unit_test(a_status_decides),
		cmocka_unit_test(another_address_is_not_followed),
		cmocka_unit_test(an_answer_that_breaks_off_after_its_status_has_said_enough),
		cmocka_unit_test(no_answer_after_the_body_is_unknown),
		cmocka_unit_test(an_answer_that_takes_too_long_is_unknown),
		cmocka_unit_test(a_gateway_that_is_away_is_tried_later),
		cmocka_unit_test(what_fails_before_the_request_is_tried_later),
		cmocka_unit_test(a_token_crosses_no_network_in_clear),
	};

	return cmocka_run_group_tests_name("sms", tests, listener_tests_start, listener_tests_stop);
}
