#include "wire.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"

enum { PATIENCE_MS = 3000, HEADER_BYTES = 8 };

static void put(struct wire *wire, const void *bytes, size_t length)
{
	if (length > WIRE_MAX - wire->length)
		abort();
	if (length > 0)
		memcpy(wire->bytes + wire->length, bytes, length);
	wire->length += length;
}

void wire_record(struct wire *wire, enum wire_type type, const void *content, size_t length)
{
	const uint8_t header[HEADER_BYTES] = { 1, (uint8_t)type, (uint8_t)(wire->id >> 8), (uint8_t)wire->id,
					       (uint8_t)(length >> 8), (uint8_t)length, 0, 0 };

	put(wire, header, sizeof header);
	put(wire, content, length);
}

void wire_begin(struct wire *wire, uint16_t id, bool keep)
{
	const uint8_t body[8] = { 0, 1, keep ? 1 : 0 };

	wire->id = id;
	wire->params_length = 0;
	wire_record(wire, WIRE_BEGIN, body, sizeof body);
}

void wire_param(struct wire *wire, const char *name, const char *value)
{
	size_t name_length = strlen(name), value_length = strlen(value);
	uint8_t *to = wire->params + wire->params_length;

	if (name_length > 127 || value_length > 127 || wire->params_length + 256 > sizeof wire->params)
		abort();
	to[0] = (uint8_t)name_length;
	to[1] = (uint8_t)value_length;
	memcpy(to + 2, name, name_length);
	memcpy(to + 2 + name_length, value, value_length);
	wire->params_length += 2 + name_length + value_length;
}

void wire_end_params(struct wire *wire)
{
	wire_record(wire, WIRE_PARAMS, wire->params, wire->params_length);
	wire_record(wire, WIRE_PARAMS, NULL, 0);
}

void wire_body(struct wire *wire, const char *body, size_t length)
{
	while (length > 0) {
		size_t step = length < 32768 ? length : 32768;

		wire_record(wire, WIRE_STDIN, body, step);
		body += step;
		length -= step;
	}
	wire_record(wire, WIRE_STDIN, NULL, 0);
}

void wire_get(struct wire *wire, uint16_t id, bool keep, const char *path)
{
	wire_begin(wire, id, keep);
	wire_param(wire, "REQUEST_METHOD", "GET");
	wire_param(wire, "SCRIPT_NAME", path);
	wire_param(wire, "CONTENT_LENGTH", "");
	wire_end_params(wire);
	wire_body(wire, NULL, 0);
}

void wire_post(struct wire *wire, uint16_t id, const char *path, const char *said, const char *body, size_t length)
{
	wire_begin(wire, id, true);
	wire_param(wire, "REQUEST_METHOD", "POST");
	wire_param(wire, "SCRIPT_NAME", path);
	wire_param(wire, "CONTENT_LENGTH", said);
	wire_end_params(wire);
	wire_body(wire, body, length);
}

int wire_connect(const char *socket_path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(address.sun_path, socket_path, strlen(socket_path) + 1);
	if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
		abort();
	return fd;
}

bool wire_send(int fd, const struct wire *wire)
{
	size_t sent = 0;

	while (sent < wire->length) {
		ssize_t step = send(fd, wire->bytes + sent, wire->length - sent, MSG_NOSIGNAL);

		if (step <= 0)
			return false;
		sent += (size_t)step;
	}
	return true;
}

static bool receive_exactly(int fd, void *to, size_t length, struct wire_answer *answer)
{
	while (length > 0) {
		struct pollfd readable = { .fd = fd, .events = POLLIN };
		ssize_t step = poll(&readable, 1, PATIENCE_MS) == 1 ? recv(fd, to, length, 0) : -1;

		if (step <= 0) {
			answer->closed = step == 0;
			return false;
		}
		to = (uint8_t *)to + step;
		length -= (size_t)step;
	}
	return true;
}

void wire_receive(int fd, struct wire_answer *answer)
{
	uint8_t header[HEADER_BYTES], content[65536 + 256];
	const char *head_end;

	answer->length = 0;
	answer->ended = answer->closed = false;
	while (!answer->ended && receive_exactly(fd, header, sizeof header, answer)) {
		size_t length = (size_t)header[4] << 8 | header[5];

		if (!receive_exactly(fd, content, length + header[6], answer) || answer->length + length >= WIRE_MAX)
			break;
		answer->id = (uint16_t)(header[2] << 8 | header[3]);
		answer->ended = header[1] == WIRE_END;
		if (header[1] == WIRE_STDOUT) {
			memcpy(answer->text + answer->length, content, length);
			answer->length += length;
		}
	}
	answer->text[answer->length] = '\0';
	head_end = strstr(answer->text, "\r\n\r\n");
	answer->body = head_end != NULL ? head_end + 4 : "";
	answer->body_length = head_end != NULL ? answer->length - (size_t)(answer->body - answer->text) : 0;
}

bool wire_wait_closed(int fd, int64_t most_ms, int64_t *took_ms)
{
	int64_t began_ms = clock_monotonic_ms();
	struct pollfd readable = { .fd = fd, .events = POLLIN };
	char byte;
	bool closed = poll(&readable, 1, (int)most_ms) == 1 && recv(fd, &byte, 1, 0) <= 0;

	*took_ms = clock_monotonic_ms() - began_ms;
	return closed;
}
