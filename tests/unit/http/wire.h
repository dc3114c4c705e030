/* The web server's side of FastCGI, for tests: bytes put together by hand, so that they can be wrong in every way. */
#ifndef YM_TESTS_WIRE_H
#define YM_TESTS_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WIRE_MAX = 1 << 20 };

/* Records under construction. */
struct wire {
	uint8_t bytes[WIRE_MAX];
	size_t length;
	uint8_t params[4096];
	size_t params_length;
	uint16_t id;
};

enum wire_type { WIRE_BEGIN = 1, WIRE_END = 3, WIRE_PARAMS = 4, WIRE_STDIN = 5, WIRE_STDOUT = 6 };

void wire_record(struct wire *wire, enum wire_type type, const void *content, size_t length);
void wire_begin(struct wire *wire, uint16_t id, bool keep);
void wire_param(struct wire *wire, const char *name, const char *value);
void wire_end_params(struct wire *wire);	/* what wire_param collected, and the empty record */
void wire_body(struct wire *wire, const char *body, size_t length);	/* and the empty record */

/* A whole request without a body. */
void wire_get(struct wire *wire, uint16_t id, bool keep, const char *path);

/* A whole POST that says its body has `said` bytes. */
void wire_post(struct wire *wire, uint16_t id, const char *path, const char *said, const char *body, size_t length);

int wire_connect(const char *socket_path);
bool wire_send(int fd, const struct wire *wire);

struct wire_answer {
	char text[WIRE_MAX];		/* header and body */
	size_t length;
	const char *body;
	size_t body_length;
	uint16_t id;
	bool ended;			/* FCGI_END_REQUEST came; else the connection was closed, or nothing came for 3 s */
	bool closed;
};

/* Read one answer. */
void wire_receive(int fd, struct wire_answer *answer);

/* Wait until the peer has closed: true if it did within `most_ms`. Milliseconds it took in *took_ms. */
bool wire_wait_closed(int fd, int64_t most_ms, int64_t *took_ms);

#endif
