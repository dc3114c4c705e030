/* The transport with clients that stall, trickle, craft and vanish; and its stop. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "fixture.h"

/* Send the first `length` bytes of `wire` and no more: the connection must be cut about when the deadline says. */
static void assert_cut_off(size_t length)
{
	int fd = wire_connect(server.path);
	int64_t took_ms;

	wire.length = length;
	assert_true(wire_send(fd, &wire));
	assert_true(wire_wait_closed(fd, 30000, &took_ms));
	assert_in_range(took_ms, SERVER_REQUEST_MS - 50, SERVER_REQUEST_MS * 20);
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
	assert_in_range(clock_monotonic_ms() - began_ms, SERVER_REQUEST_MS - 50, SERVER_REQUEST_MS * 20);
	close(fd);
	assert_serves();
}

static void a_stalled_client_holds_one_worker_only(void **state)
{
	int64_t took_ms = SERVER_REQUEST_MS;

	(void)state;
	for (int go = 0; go < 3 && took_ms > SERVER_REQUEST_MS - 50; go++) {
		int fd = wire_connect(server.path);
		int64_t began_ms;

		wire.length = 0;
		wire_get(&wire, 1, true, "/echo");
		wire.length -= 30;
		assert_true(wire_send(fd, &wire));
		pause_ms(20);
		began_ms = clock_monotonic_ms();
		assert_serves();
		took_ms = clock_monotonic_ms() - began_ms;
		close(fd);
	}
	assert_in_range(took_ms, 0, SERVER_REQUEST_MS - 50);
}

static void a_client_that_leaves_in_mid_answer_harms_nobody(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++) {
		int fd = wire_connect(server.path);

		ask_bytes(fd, "3000000");
		pause_ms(5 * i);
		close(fd);
	}
	assert_serves();
}

/* Send all of `wire`: the connection must be closed without an answer, long before the deadline. A busy machine gets three goes. */
static void assert_refused(void)
{
	int64_t took_ms = SERVER_REQUEST_MS;

	for (int go = 0; go < 3 && took_ms > SERVER_REQUEST_MS - 50; go++) {
		int fd = wire_connect(server.path);

		assert_true(wire_send(fd, &wire));
		assert_true(wire_wait_closed(fd, 10000, &took_ms));
		close(fd);
	}
	assert_in_range(took_ms, 0, SERVER_REQUEST_MS - 50);
	wire.length = 0;
}

static void crafted_records_close_the_connection_and_nothing_else(void **state)
{
	static const uint8_t huge[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 'x' };

	(void)state;
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_record(&wire, WIRE_PARAMS, huge, sizeof huge);	/* two lengths of 2 GiB: libfcgi would ask malloc for them */
	wire_record(&wire, WIRE_PARAMS, NULL, 0);
	wire_body(&wire, NULL, 0);
	assert_refused();
	wire_begin(&wire, 1, true);
	wire_param(&wire, "SCRIPT_NAME=/echo", "");		/* forged: libfcgi would make SCRIPT_NAME of it */
	wire_end_params(&wire);
	wire_body(&wire, NULL, 0);
	assert_refused();
	wire.length = 18;
	memcpy(wire.bytes, "GET / HTTP/1.1\r\n\r\n", wire.length);
	assert_refused();
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
	assert_true(wire_wait_closed(busy, 10000, &took_ms));
	assert_true(wire_wait_closed(idle, 10000, &took_ms));
	close(busy);
	close(idle);
}

/* The web server believes it delivered, and would not send a POST again. */
static void a_request_that_came_before_sigterm_is_answered_though_no_worker_was_free(void **state)
{
	int busy = wire_connect(server.path), second = wire_connect(server.path);

	(void)state;
	get(second, 1, "/echo");
	wire.length = 0;
	wire_get(&wire, 5, true, "/slow");
	assert_true(wire_send(busy, &wire));
	while (server.in_hand == 0)
		pause_ms(1);
	wire.length = 0;
	wire_get(&wire, 2, true, "/echo");
	assert_true(wire_send(second, &wire));
	server_stop(&server);
	wire_receive(second, &answer);
	assert_string_equal("complete distinct 0 ", answer.body);
	close(busy);
	close(second);
}

static volatile sig_atomic_t signals_seen;

static void count_signal(int number)
{
	(void)number;
	signals_seen++;
}

static void other_signals_keep_their_meaning(void **state)
{
	(void)state;
	assert_serves();
	signals_seen = 0;
	signal(SIGUSR1, count_signal);
	pthread_kill(server.thread, SIGUSR1);
	pause_ms(50);
	signal(SIGUSR1, SIG_DFL);
	assert_int_equal(1, signals_seen);
	assert_serves();
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
	assert_in_range(clock_monotonic_ms() - began_ms, 0, SERVER_REQUEST_MS * 20);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ALONE(a_client_that_stalls_in_its_parameters_is_cut_off),
		PLAIN(a_client_that_stalls_in_its_parameters_is_cut_off),
		ALONE(a_client_that_stalls_in_a_header_is_cut_off),
		ALONE(a_client_that_stalls_in_its_body_is_cut_off),
		ALONE(a_trickling_client_is_cut_off_too),
		PLAIN(a_trickling_client_is_cut_off_too),
		PARKED(a_stalled_client_holds_one_worker_only),
		BOTH(a_client_that_leaves_in_mid_answer_harms_nobody),
		BOTH(crafted_records_close_the_connection_and_nothing_else),
		BOTH(clients_that_only_connect_and_leave_harm_nobody),
		BOTH(the_request_in_hand_is_finished_at_sigterm),
		ALONE(a_request_that_came_before_sigterm_is_answered_though_no_worker_was_free),
		BOTH(other_signals_keep_their_meaning),
		BOTH(a_stalled_client_does_not_delay_the_stop_beyond_its_deadline),
	};

	alarm(120);	/* a worker that never comes back would hang the test, which no SIGTERM ends */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
