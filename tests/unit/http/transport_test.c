#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "server.h"
#include "wire.h"

static struct server server;
static struct wire wire;
static struct wire_answer answer;

static int start_parked(void **state)
{
	(void)state;
	server_start(&server, TRANSPORT_PARKED, 2);
	return 0;
}

static int start_parked_alone(void **state)
{
	(void)state;
	server_start(&server, TRANSPORT_PARKED, 1);
	return 0;
}

static int start_plain(void **state)
{
	(void)state;
	server_start(&server, TRANSPORT_PLAIN, 2);
	return 0;
}

/* Whatever a test did to it, the server ends in good order. */
static int stop(void **state)
{
	(void)state;
	server_stop(&server);
	return server.result == OK && server.workers_ended == server.transport.workers ? 0 : -1;
}

static void pause_ms(long ms)
{
	nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

/* Send what stands in `wire` and read the answer. */
static void exchange(int fd)
{
	assert_true(wire_send(fd, &wire));
	wire.length = 0;
	wire_receive(fd, &answer);
	assert_true(answer.ended);
}

static void get(int fd, uint16_t id, const char *path)
{
	wire.length = 0;
	wire_get(&wire, id, true, path);
	exchange(fd);
}

static void assert_serves(void)
{
	int fd = wire_connect(server.path);

	get(fd, 1, "/echo");
	assert_string_equal("complete distinct 0 ", answer.body);
	close(fd);
}

static void a_kept_connection_carries_request_after_request(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	for (uint16_t id = 1; id <= 300; id++) {
		get(fd, id, "/echo");
		assert_int_equal(id, answer.id);
		assert_string_equal("Status: 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\ncomplete distinct 0 ",
				    answer.text);
	}
	close(fd);
}

static void a_connection_not_to_be_kept_is_closed(void **state)
{
	int fd = wire_connect(server.path);
	int64_t took_ms;

	(void)state;
	wire.length = 0;
	wire_get(&wire, 7, false, "/echo");
	exchange(fd);
	assert_int_equal(7, answer.id);
	assert_true(wire_wait_closed(fd, 1000, &took_ms));
	close(fd);
}

static void idle_kept_connections_do_not_starve_a_new_one(void **state)
{
	int idle[3];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		idle[i] = wire_connect(server.path);
		get(idle[i], 1, "/echo");
	}
	assert_serves();
	for (size_t i = 0; i < 3; i++) {
		get(idle[i], 2, "/echo");
		close(idle[i]);
	}
}

static void a_request_that_comes_in_pieces_is_answered(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	wire.length = 0;
	wire_post(&wire, 1, "/echo", "3", "a=1", 3);
	for (size_t i = 0; i < wire.length; i++) {
		assert_int_equal(1, send(fd, wire.bytes + i, 1, MSG_NOSIGNAL));
		if (i % 16 == 0)
			pause_ms(1);
	}
	wire_receive(fd, &answer);
	assert_string_equal("complete distinct 3 a=1", answer.body);
	get(fd, 2, "/echo");
	close(fd);
}

/* Send the first `length` bytes of `wire` and no more: the connection must be cut about when the deadline says. */
static void assert_cut_off(size_t length)
{
	int fd = wire_connect(server.path);
	int64_t took_ms;

	wire.length = length;
	assert_true(wire_send(fd, &wire));
	assert_true(wire_wait_closed(fd, 3000, &took_ms));
	assert_in_range(took_ms, SERVER_REQUEST_MS - 50, SERVER_REQUEST_MS * 3);
	close(fd);
	assert_serves();
}

static void a_client_that_stalls_in_its_parameters_is_cut_off(void **state)
{
	(void)state;
	wire.length = 0;
	wire_get(&wire, 1, true, "/echo");
	assert_cut_off(wire.length - 30);
}

static void a_client_that_stalls_in_a_header_is_cut_off(void **state)
{
	(void)state;
	wire.length = 0;
	wire_get(&wire, 1, true, "/echo");
	assert_cut_off(5);
}

static void a_client_that_stalls_in_its_body_is_cut_off(void **state)
{
	(void)state;
	wire.length = 0;
	wire_post(&wire, 1, "/echo", "100", "0123456789", 10);
	assert_cut_off(wire.length - 8);
}

static void a_trickling_client_is_cut_off_too(void **state)
{
	int64_t began_ms = clock_monotonic_ms();
	int fd = wire_connect(server.path);
	size_t sent = 0;

	(void)state;
	wire.length = 0;
	wire_get(&wire, 1, true, "/echo");
	while (sent < wire.length && send(fd, wire.bytes + sent, 1, MSG_NOSIGNAL) == 1) {
		sent++;
		pause_ms(20);
	}
	assert_true(sent < wire.length);
	assert_in_range(clock_monotonic_ms() - began_ms, SERVER_REQUEST_MS - 50, SERVER_REQUEST_MS * 3);
	close(fd);
	assert_serves();
}

static void a_stalled_client_holds_one_worker_only(void **state)
{
	int fd = wire_connect(server.path);
	int64_t began_ms;

	(void)state;
	wire.length = 0;
	wire_get(&wire, 1, true, "/echo");
	wire.length -= 30;
	assert_true(wire_send(fd, &wire));
	pause_ms(20);
	began_ms = clock_monotonic_ms();
	assert_serves();
	assert_in_range(clock_monotonic_ms() - began_ms, 0, SERVER_REQUEST_MS / 2);
	close(fd);
}

static void post(int fd, const char *said, const char *body, size_t length)
{
	wire.length = 0;
	wire_post(&wire, 1, "/echo", said, body, length);
	exchange(fd);
}

static void a_content_length_that_lies_is_told(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	post(fd, "3", "a=1", 3);
	assert_string_equal("complete distinct 3 a=1", answer.body);
	post(fd, "10", "a=1", 3);
	assert_string_equal("short distinct 3 a=1", answer.body);
	post(fd, "2", "a=1", 3);
	assert_string_equal("short distinct 2 a=", answer.body);
	post(fd, "0", "a=1", 3);
	assert_string_equal("short distinct 0 ", answer.body);
	post(fd, "-1", "a=1", 3);
	assert_string_equal("short distinct 3 a=1", answer.body);
	post(fd, "3x", "a=1", 3);
	assert_string_equal("short distinct 3 a=1", answer.body);
	post(fd, "99999999999999999999", "a=1", 3);
	assert_string_equal("short distinct 3 a=1", answer.body);
	post(fd, "", "a=1", 3);
	assert_string_equal("complete distinct 3 a=1", answer.body);
	close(fd);
}

static void a_body_up_to_the_cap_arrives_and_one_above_is_dropped(void **state)
{
	static char body[3 * SERVER_BODY_MAX];
	int fd = wire_connect(server.path);

	(void)state;
	memset(body, 'b', sizeof body);
	post(fd, "65536", body, SERVER_BODY_MAX);
	assert_int_equal(0, strncmp(answer.body, "complete distinct 65536 bbb", 27));
	assert_int_equal(24 + SERVER_BODY_MAX, answer.body_length);
	post(fd, "65537", body, SERVER_BODY_MAX + 1);
	assert_string_equal("too_large distinct 0 ", answer.body);
	post(fd, "", body, sizeof body);
	assert_string_equal("too_large distinct 0 ", answer.body);
	post(fd, "196608", body, sizeof body);
	assert_string_equal("too_large distinct 0 ", answer.body);
	get(fd, 2, "/echo");
	close(fd);
}

static void a_parameter_sent_twice_is_told(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_param(&wire, "SCRIPT_NAME", "/echo");
	wire_param(&wire, "X_USER", "honest");
	wire_param(&wire, "X_USERS", "");
	wire_param(&wire, "X_USER", "honest");
	wire_end_params(&wire);
	wire_body(&wire, NULL, 0);
	exchange(fd);
	assert_string_equal("complete duplicate 0 ", answer.body);
	close(fd);
}

static void ask_bytes(int fd, const char *count)
{
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_param(&wire, "SCRIPT_NAME", "/bytes");
	wire_param(&wire, "QUERY_STRING", count);
	wire_end_params(&wire);
	wire_body(&wire, NULL, 0);
	assert_true(wire_send(fd, &wire));
}

static void long_answers_arrive_whole(void **state)
{
	static const char *const counts[] = { "0", "1", "65534", "65535", "65536", "70000", "131070", "300000", "900000" };
	int fd = wire_connect(server.path);

	(void)state;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		size_t count = (size_t)strtoul(counts[i], NULL, 10);

		ask_bytes(fd, counts[i]);
		if (count > 100000)
			pause_ms(30);	/* the socket's buffer fills, and the writer has to wait */
		wire_receive(fd, &answer);
		assert_true(answer.ended);
		assert_int_equal(count, answer.body_length);
		for (size_t at = 0; at < count; at++)
			if (answer.body[at] != 'a' + (char)(at % 26))
				fail_msg("byte %zu of %zu", at, count);
	}
	close(fd);
}

static void a_client_that_leaves_in_mid_answer_harms_nobody(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++) {
		int fd = wire_connect(server.path);

		ask_bytes(fd, "3000000");
		pause_ms(i);
		close(fd);
	}
	assert_serves();
}

static void head_sends_the_length_and_no_body(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_param(&wire, "REQUEST_METHOD", "HEAD");
	wire_param(&wire, "SCRIPT_NAME", "/echo");
	wire_end_params(&wire);
	wire_body(&wire, NULL, 0);
	exchange(fd);
	assert_string_equal("Status: 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\n", answer.text);
	close(fd);
}

static void a_304_has_not_one_byte_behind_its_header(void **state)
{
	int fd = wire_connect(server.path);

	(void)state;
	get(fd, 1, "/304");
	assert_string_equal("Status: 304 Not Modified\r\nContent-Type: text/plain\r\n\r\n", answer.text);
	get(fd, 2, "/204");
	assert_string_equal("Status: 204 No Content\r\nContent-Type: text/plain\r\n\r\n", answer.text);
	close(fd);
}

/* Two lengths of 2 GiB: what libfcgi would abort on. */
static void crafted_records_close_the_connection_and_nothing_else(void **state)
{
	static const uint8_t huge[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 'x' };
	static const uint8_t noise[] = "GET / HTTP/1.1\r\n\r\n";
	int64_t took_ms;
	int fd;

	(void)state;
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_record(&wire, WIRE_PARAMS, huge, sizeof huge);
	wire_record(&wire, WIRE_PARAMS, NULL, 0);
	wire_body(&wire, NULL, 0);
	fd = wire_connect(server.path);
	assert_true(wire_send(fd, &wire));
	assert_true(wire_wait_closed(fd, 1000, &took_ms));
	assert_in_range(took_ms, 0, SERVER_REQUEST_MS - 50);
	close(fd);
	fd = wire_connect(server.path);
	assert_int_equal(sizeof noise, send(fd, noise, sizeof noise, MSG_NOSIGNAL));
	assert_true(wire_wait_closed(fd, 1000, &took_ms));
	close(fd);
	assert_serves();
}

static void clients_that_only_connect_and_leave_harm_nobody(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++)
		close(wire_connect(server.path));
	assert_serves();
}

static void the_request_in_hand_is_finished_at_sigterm(void **state)
{
	int busy = wire_connect(server.path), idle = wire_connect(server.path);
	int64_t took_ms;

	(void)state;
	get(idle, 1, "/echo");
	wire.length = 0;
	wire_get(&wire, 5, true, "/slow");
	assert_true(wire_send(busy, &wire));
	while (server.in_hand == 0)
		pause_ms(1);
	server_stop(&server);
	assert_int_equal(OK, server.result);
	wire_receive(busy, &answer);
	assert_true(answer.ended);
	assert_string_equal("slow", answer.body);
	assert_true(wire_wait_closed(busy, 100, &took_ms));
	assert_true(wire_wait_closed(idle, 100, &took_ms));
	close(busy);
	close(idle);
}

static void a_stalled_client_does_not_delay_the_stop_beyond_its_deadline(void **state)
{
	int fd = wire_connect(server.path);
	int64_t began_ms;

	(void)state;
	wire.length = 0;
	wire_get(&wire, 1, true, "/echo");
	wire.length -= 30;
	assert_true(wire_send(fd, &wire));
	pause_ms(20);
	began_ms = clock_monotonic_ms();
	server_stop(&server);
	assert_in_range(clock_monotonic_ms() - began_ms, 0, SERVER_REQUEST_MS * 3);
	close(fd);
}

static void what_does_not_listen_is_refused(void **state)
{
	struct transport transport = { .listen_fd = -1, .workers = 1 };
	struct fault fault = { "" };
	int pair[2];

	(void)state;
	assert_int_equal(E_INVALID, transport_run(&transport, &fault));
	assert_string_equal("descriptor -1 is no listening socket", fault.text);
	assert_int_equal(0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	transport.listen_fd = pair[0];
	assert_int_equal(E_INVALID, transport_run(&transport, NULL));
	close(pair[0]);
	close(pair[1]);
}

#define PARKED(test) { "parked: " #test, test, start_parked, stop, NULL }
#define ALONE(test) { "one worker: " #test, test, start_parked_alone, stop, NULL }
#define PLAIN(test) { "plain: " #test, test, start_plain, stop, NULL }
#define BOTH(test) PARKED(test), PLAIN(test)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(a_kept_connection_carries_request_after_request),
		BOTH(a_connection_not_to_be_kept_is_closed),
		ALONE(idle_kept_connections_do_not_starve_a_new_one),
		BOTH(a_request_that_comes_in_pieces_is_answered),
		ALONE(a_client_that_stalls_in_its_parameters_is_cut_off),
		PLAIN(a_client_that_stalls_in_its_parameters_is_cut_off),
		ALONE(a_client_that_stalls_in_a_header_is_cut_off),
		ALONE(a_client_that_stalls_in_its_body_is_cut_off),
		ALONE(a_trickling_client_is_cut_off_too),
		PLAIN(a_trickling_client_is_cut_off_too),
		PARKED(a_stalled_client_holds_one_worker_only),
		BOTH(a_content_length_that_lies_is_told),
		BOTH(a_body_up_to_the_cap_arrives_and_one_above_is_dropped),
		PARKED(a_parameter_sent_twice_is_told),
		BOTH(long_answers_arrive_whole),
		BOTH(a_client_that_leaves_in_mid_answer_harms_nobody),
		PARKED(head_sends_the_length_and_no_body),
		PARKED(a_304_has_not_one_byte_behind_its_header),
		BOTH(crafted_records_close_the_connection_and_nothing_else),
		BOTH(clients_that_only_connect_and_leave_harm_nobody),
		BOTH(the_request_in_hand_is_finished_at_sigterm),
		BOTH(a_stalled_client_does_not_delay_the_stop_beyond_its_deadline),
		cmocka_unit_test(what_does_not_listen_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
