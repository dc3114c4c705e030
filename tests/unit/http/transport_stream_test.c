/* The transport with what is larger than usual: bodies of a route that may have them, answers that are told piece by piece. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "fixture.h"

enum { PIECE_LINES = 100 };

/* Parameters of a POST, in `wire`; the body is sent by hand. */
static void begin_post(const char *path, const char *said)
{
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_param(&wire, "REQUEST_METHOD", "POST");
	wire_param(&wire, "SCRIPT_NAME", path);
	wire_param(&wire, "CONTENT_LENGTH", said);
	wire_end_params(&wire);
}

/* Send `length` bytes of body, each `pause` ms a step; false when the peer has closed. */
static bool send_body(int fd, size_t length, size_t step, long pause)
{
	static char bytes[60000];
	bool open = wire_send(fd, &wire);

	memset(bytes, 'b', sizeof bytes);
	while (open && length > 0) {
		size_t now = step < length ? step : length;

		wire.length = 0;
		wire_record(&wire, WIRE_STDIN, bytes, now);
		open = wire_send(fd, &wire);
		length -= now;
		if (pause > 0)
			pause_ms(pause);
	}
	return open;
}

static void end_body(int fd)
{
	wire.length = 0;
	wire_record(&wire, WIRE_STDIN, NULL, 0);
	exchange(fd);
}

static void one_route_takes_a_larger_body_than_the_others(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	begin_post("/upload", "900000");
	assert_true(send_body(fd, 900000, 60000, 0));
	end_body(fd);
	assert_string_equal("complete distinct 900000 bbb", answer.body);
	begin_post("/echo", "900000");
	assert_true(send_body(fd, 900000, 60000, 0));
	end_body(fd);
	assert_string_equal("too_large distinct 0 ", answer.body);
	close(fd);
}

static void a_larger_body_has_a_cap_of_its_own_and_a_length_that_is_true(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	begin_post("/upload", "4194305");
	assert_true(send_body(fd, 4194305, 60000, 0));
	end_body(fd);
	assert_string_equal("too_large distinct 0 ", answer.body);
	begin_post("/upload", "");
	assert_true(send_body(fd, 200000, 60000, 0));
	end_body(fd);
	assert_string_equal("too_large distinct 0 ", answer.body);
	begin_post("/upload", "200000");
	assert_true(send_body(fd, 100000, 60000, 0));
	end_body(fd);
	assert_string_equal("short distinct 100000 bbb", answer.body);
	close(fd);
}

static long resident_kb(void)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	long kb = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	fclose(file);
	return kb;
}

/* malloc would keep the second one. */
static void a_larger_body_is_given_back_after_its_answer(void **state)
{
	long before;
	int fd = wire_connect(server.path);

	(void)state;
	get(fd, 1, "/echo");
	before = resident_kb();
	for (int i = 0; i < 4; i++) {
		begin_post("/upload", "4194304");
		assert_true(send_body(fd, 4194304, 60000, 0));
		end_body(fd);
		assert_string_equal("complete distinct 4194304 bbb", answer.body);
	}
	get(fd, 2, "/echo");
	assert_in_range(resident_kb(), 0, before + 3000);
	close(fd);
}

/* 400 KB in 20 steps of 60 ms: twice as long as a request may take, and three times as fast as the floor. */
static void a_larger_body_has_more_time_while_it_keeps_coming(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	begin_post("/upload", "400000");
	assert_true(send_body(fd, 400000, 20000, 60));
	end_body(fd);
	assert_string_equal("complete distinct 400000 bbb", answer.body);
	close(fd);
}

static void a_larger_body_that_stalls_or_trickles_is_cut_off(void **state)
{
	int64_t began_ms, took_ms;
	int fd = wire_connect(server.path);

	(void)state;
	began_ms = clock_monotonic_ms();
	begin_post("/upload", "4000000");
	assert_false(send_body(fd, 4000000, 1000, 20));
	assert_in_range(clock_monotonic_ms() - began_ms, SERVER_REQUEST_MS - 50, SERVER_REQUEST_MS * 20);
	close(fd);
	fd = wire_connect(server.path);
	begin_post("/upload", "4000000");
	assert_true(send_body(fd, 20000, 20000, 0));
	assert_true(wire_wait_closed(fd, 30000, &took_ms));
	assert_in_range(took_ms, SERVER_REQUEST_MS - 50, SERVER_REQUEST_MS * 20);
	close(fd);
	assert_serves();
}

static void ask_stream(int fd, const char *method, const char *count)
{
	wire.length = 0;
	wire_begin(&wire, 3, true);
	wire_param(&wire, "REQUEST_METHOD", method);
	wire_param(&wire, "SCRIPT_NAME", "/stream");
	wire_param(&wire, "QUERY_STRING", count);
	wire_end_params(&wire);
	wire_body(&wire, NULL, 0);
	assert_true(wire_send(fd, &wire));
}

/* The numbers below `count`, one a line, and nothing else. */
static void assert_lines(unsigned long count)
{
	const char *at = answer.body;

	for (unsigned long i = 0; i < count; i++) {
		char *end;

		if (strtoul(at, &end, 10) != i || *end != '\n')
			fail_msg("line %lu of %lu", i, count);
		at = end + 1;
	}
	assert_int_equal(answer.body_length, at - answer.body);
}

static void an_answer_told_piece_by_piece_arrives_whole(void **state)
{
	static const struct {
		const char *count;
		unsigned long lines;
	} cases[] = { { "0", 0 }, { "1", 1 }, { "100", 100 }, { "101", 101 }, { "140000", 140000 } };
	int fd = wire_connect(server.path);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ask_stream(fd, "GET", cases[i].count);
		if (cases[i].lines > 1000)
			pause_ms(30);	/* the socket's buffer fills, and the writer has to wait */
		wire_receive(fd, &answer);
		assert_true(answer.ended);
		assert_int_equal(3, answer.id);
		assert_int_equal(0, strncmp(answer.text, "Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n", 44));
		assert_lines(cases[i].lines);
	}
	get(fd, 4, "/echo");
	assert_string_equal("complete distinct 0 ", answer.body);
	close(fd);
}

static void head_of_such_an_answer_asks_for_no_piece(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	ask_stream(fd, "HEAD", "1000");
	wire_receive(fd, &answer);
	assert_true(answer.ended);
	assert_string_equal("Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n", answer.text);
	assert_int_equal(0, server.pieces);
	get(fd, 4, "/echo");
	close(fd);
}

/* What was sent is there, its end is not: nobody can take it for the whole. */
static void a_source_that_fails_cuts_the_connection(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	ask_stream(fd, "GET", "250!");
	wire_receive(fd, &answer);
	assert_false(answer.ended);
	assert_true(answer.closed);
	assert_lines(200);
	close(fd);
	assert_serves();
}

static void an_answer_of_any_length_takes_the_memory_of_a_piece(void **state)
{
	long before;
	int fd = wire_connect(server.path);
	static char drop[65536];
	size_t sum = 0;
	ssize_t got;

	(void)state;
	assert_serves();
	before = resident_kb();
	ask_stream(fd, "GET", "6000000!");
	while ((got = recv(fd, drop, sizeof drop, 0)) > 0)
		sum += (size_t)got;
	assert_true(sum > 46000000);
	assert_int_equal(6000000 / PIECE_LINES, server.pieces);
	assert_in_range(resident_kb(), 0, before + 1000);
	close(fd);
}

static void a_client_that_leaves_is_not_told_the_rest(void **state)
{
	int fd = wire_connect(server.path);
	int pieces;

	(void)state;
	ask_stream(fd, "GET", "100000000");
	pause_ms(20);
	close(fd);
	pause_ms(50);
	pieces = server.pieces;
	pause_ms(50);
	assert_int_equal(pieces, server.pieces);
	assert_in_range(pieces, 1, 900000);
	assert_serves();
}

static void an_answer_that_is_being_told_is_finished_at_sigterm(void **state)
{
	int fd = wire_connect(server.path);
	int64_t took_ms;

	(void)state;
	ask_stream(fd, "GET", "500s");
	while (server.pieces == 0)
		pause_ms(1);
	server_stop(&server);
	assert_int_equal(OK, server.result);
	wire_receive(fd, &answer);
	assert_true(answer.ended);
	assert_lines(500);
	assert_true(wire_wait_closed(fd, 10000, &took_ms));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(one_route_takes_a_larger_body_than_the_others),
		BOTH(a_larger_body_has_a_cap_of_its_own_and_a_length_that_is_true),
		ALONE(a_larger_body_is_given_back_after_its_answer),
		BOTH(a_larger_body_has_more_time_while_it_keeps_coming),
		BOTH(a_larger_body_that_stalls_or_trickles_is_cut_off),
		BOTH(an_answer_told_piece_by_piece_arrives_whole),
		BOTH(head_of_such_an_answer_asks_for_no_piece),
		BOTH(a_source_that_fails_cuts_the_connection),
		ALONE(an_answer_of_any_length_takes_the_memory_of_a_piece),
		BOTH(a_client_that_leaves_is_not_told_the_rest),
		BOTH(an_answer_that_is_being_told_is_finished_at_sigterm),
	};

	alarm(120);	/* a worker that never comes back would hang the test, which no SIGTERM ends */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
