#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "fixture.h"

struct server server;
struct wire wire;
struct wire_answer answer;

int start_parked(void **state)
{
	(void)state;
	server_start(&server, TRANSPORT_PARKED, 2);
	return 0;
}

int start_parked_alone(void **state)
{
	(void)state;
	server_start(&server, TRANSPORT_PARKED, 1);
	return 0;
}

int start_parked_many(void **state)
{
	(void)state;
	server_start(&server, TRANSPORT_PARKED, 8);
	return 0;
}

int start_plain(void **state)
{
	(void)state;
	server_start(&server, TRANSPORT_PLAIN, 2);
	return 0;
}

/* Whatever a test did to it, the server ends in good order. */
int stop(void **state)
{
	(void)state;
	server_stop(&server);
	return server.result == OK && server.workers_ended == server.transport.workers ? 0 : -1;
}

void pause_ms(long ms)
{
	nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

/* Send what stands in `wire` and read the answer. */
void exchange(int fd)
{
	assert_true(wire_send(fd, &wire));
	wire.length = 0;
	wire_receive(fd, &answer);
	assert_true(answer.ended);
}

void get(int fd, uint16_t id, const char *path)
{
	wire.length = 0;
	wire_get(&wire, id, true, path);
	exchange(fd);
}

void assert_serves(void)
{
	int fd = wire_connect(server.path);

	get(fd, 1, "/echo");
	assert_string_equal("complete distinct 0 ", answer.body);
	close(fd);
}

void ask_bytes(int fd, const char *count)
{
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_param(&wire, "SCRIPT_NAME", "/bytes");
	wire_param(&wire, "QUERY_STRING", count);
	wire_end_params(&wire);
	wire_body(&wire, NULL, 0);
	assert_true(wire_send(fd, &wire));
}
