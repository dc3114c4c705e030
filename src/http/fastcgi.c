#include "http/fastcgi.h"

#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* How much more than the cap a peer may send before we stop listening to it. The web server has a cap of its own
 * (nginx client_max_body_size), so this is for a peer that has none. */
enum { DRAIN_MAX_BYTES = 32 * 1024 * 1024 };

struct fastcgi {
	FCGX_Request request;
};

bool fastcgi_start(void)
{
	static const int touched[] = { SIGPIPE, SIGUSR1, SIGTERM };
	struct sigaction before[sizeof touched / sizeof *touched];
	bool started;

	/* How long libfcgi lingers on a connection it closes: 2 s by default, with a thread in it. */
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "20", 0);
	setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "20", 0);
	for (size_t i = 0; i < sizeof touched / sizeof *touched; i++)
		sigaction(touched[i], NULL, &before[i]);
	started = FCGX_Init() == 0;
	for (size_t i = 0; i < sizeof touched / sizeof *touched; i++)
		sigaction(touched[i], &before[i], NULL);
	return started;
}

struct fastcgi *fastcgi_new(void)
{
	struct fastcgi *fastcgi = calloc(1, sizeof *fastcgi);

	if (fastcgi != NULL && FCGX_InitRequest(&fastcgi->request, -1, 0) != 0) {
		free(fastcgi);
		return NULL;
	}
	return fastcgi;
}

void fastcgi_free(struct fastcgi *fastcgi)
{
	free(fastcgi);
}

static uint32_t hash(const char *name)
{
	uint32_t sum = 2166136261u;

	while (*name != '\0')
		sum = (sum ^ (unsigned char)*name++) * 16777619u;
	return sum;
}

/* Two of one name: the web server's own parameter and one that was smuggled in look alike. */
static bool has_duplicate(struct arena *arena, const struct parameter *parameters, size_t count)
{
	const struct parameter **slots;
	size_t size = 64;

	while (size < count * 2)
		size *= 2;
	slots = ARENA_ARRAY(arena, const struct parameter *, size);
	for (size_t i = 0; i < count; i++) {
		size_t at = hash(parameters[i].name) & (size - 1);

		for (; slots[at] != NULL; at = (at + 1) & (size - 1))
			if (strcmp(slots[at]->name, parameters[i].name) == 0)
				return true;
		slots[at] = &parameters[i];
	}
	return false;
}

/* libfcgi's strings "NAME=value" live until FCGX_Free; ours as long as the arena, all in one piece. */
static void copy_parameters(struct arena *arena, char *const *envp, struct incoming *out)
{
	size_t count = 0, bytes = 0;
	struct parameter *parameters;
	char *to;

	for (; envp[count] != NULL; count++)
		bytes += strlen(envp[count]) + 1;
	parameters = ARENA_ARRAY(arena, struct parameter, count);
	to = arena_alloc(arena, bytes);
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(envp[i]) + 1;
		char *equals;

		memcpy(to, envp[i], size);
		equals = strchr(to, '=');
		if (equals != NULL)
			*equals = '\0';
		parameters[i] = (struct parameter){ .name = to, .value = equals != NULL ? equals + 1 : to + size - 1 };
		to += size;
	}
	out->parameters = parameters;
	out->parameter_count = count;
	out->duplicate_parameter = has_duplicate(arena, parameters, count);
}

enum { LENGTH_UNSAID = -1, LENGTH_GARBAGE = -2 };

static int64_t said_length(const struct incoming *incoming)
{
	const char *text = incoming_get(incoming, "CONTENT_LENGTH");
	int64_t length = 0;

	if (text == NULL || *text == '\0')
		return LENGTH_UNSAID;
	for (; *text != '\0'; text++)
		if (*text < '0' || *text > '9' || __builtin_mul_overflow(length, 10, &length)
		    || __builtin_add_overflow(length, *text - '0', &length))
			return LENGTH_GARBAGE;
	return length;
}

/* No body comes: most requests. Asking takes the record that ends FCGI_STDIN. */
static bool is_ended(FCGX_Stream *in)
{
	int character = FCGX_GetChar(in);

	if (character != EOF)
		FCGX_UnGetChar(character, in);
	return character == EOF;
}

/* Read at most `most` bytes of the body. False: it ended before. */
static bool read_some(FCGX_Stream *in, const struct intake *intake, struct buffer *body, size_t most)
{
	bool large = most > (size_t)intake->body_max_bytes;

	while (most > 0) {
		size_t step = most < 16384 ? most : 16384;
		int got;

		buffer_reserve(body, step);
		got = FCGX_GetStr(body->data + body->length, (int)step, in);
		if (got > 0) {
			body->length += (size_t)got;
			body->data[body->length] = '\0';
		}
		if (large)
			intake->has_come(intake->watcher, body->length);
		if (got < (int)step)
			return false;
		most -= step;
	}
	return true;
}

/* Read on to the end of the body, dropping it; the number of bytes, at most DRAIN_MAX_BYTES. */
static size_t drain(FCGX_Stream *in)
{
	char dropped[8192];
	size_t sum = 0;
	int got;

	do {
		got = FCGX_GetStr(dropped, (int)sizeof dropped, in);
		sum += got > 0 ? (size_t)got : 0;
	} while (got == (int)sizeof dropped && sum < DRAIN_MAX_BYTES);
	return sum;
}

struct mapping {
	void *bytes;
	size_t length;
};

static void unmap(void *handle)
{
	const struct mapping *mapping = handle;

	munmap(mapping->bytes, mapping->length);
}

/* A body larger than usual has pages of its own: malloc would keep them for the next one, which seldom comes. */
static bool map_body(struct buffer *body, struct arena *arena, size_t length)
{
	struct mapping *mapping = ARENA_NEW(arena, struct mapping);

	mapping->length = length + 1;
	mapping->bytes = mmap(NULL, mapping->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (mapping->bytes == MAP_FAILED)
		return false;
	arena_defer(arena, unmap, mapping);
	*body = (struct buffer){ .arena = arena, .data = mapping->bytes, .capacity = mapping->length };
	return true;
}

/* What the body of this request may have, which said its length. */
static int64_t grant(const struct intake *intake, const struct incoming *parameters_only, int64_t said)
{
	size_t granted;

	if (said <= intake->body_max_bytes || intake->body_max == NULL)
		return intake->body_max_bytes;
	granted = intake->body_max(intake->context, parameters_only);
	return granted > (size_t)intake->body_max_bytes && granted < INT64_MAX ? (int64_t)granted : intake->body_max_bytes;
}

/* All of FCGI_STDIN is read whatever happens to it: what is left lying breaks the kept connection (m). */
static bool read_body(FCGX_Stream *in, struct arena *arena, const struct intake *intake, struct taken *taken)
{
	struct incoming *incoming = &taken->incoming;
	int64_t said = said_length(incoming), max_bytes = grant(intake, incoming, said);
	size_t wanted = (size_t)(said >= 0 && said < max_bytes ? said : max_bytes), surplus = 0;
	struct buffer body;
	bool too_large;

	if (said <= intake->body_max_bytes || said > max_bytes)
		buffer_init(&body, arena, said > 0 && said <= max_bytes ? wanted : 0);
	else if (!map_body(&body, arena, wanted))
		return false;
	if (said > max_bytes || (!is_ended(in) && read_some(in, intake, &body, wanted)))
		surplus = drain(in);
	if (FCGX_GetError(in) != 0)
		return false;
	if (surplus >= DRAIN_MAX_BYTES)
		taken->keep = false;
	too_large = said > max_bytes || (said < 0 && surplus > 0);
	if (too_large) {
		incoming->body_state = BODY_TOO_LARGE;
		return true;
	}
	incoming->body = (struct bytes){ .data = (const uint8_t *)body.data, .length = body.length };
	if (said == LENGTH_GARBAGE || surplus > 0 || (said >= 0 && body.length < (size_t)said))
		incoming->body_state = BODY_SHORT;
	return true;
}

bool fastcgi_take(struct fastcgi *fastcgi, int *fd, struct arena *arena, const struct intake *intake, struct taken *out)
{
	FCGX_Request *request = &fastcgi->request;
	struct taken taken = { .incoming.body_state = BODY_COMPLETE };
	bool whole;

	request->ipcFd = *fd;
	request->keepConnection = 1;	/* else FCGX_Accept_r would begin by closing it */
	if (FCGX_Accept_r(request) < 0) {
		*fd = request->ipcFd;
		request->ipcFd = -1;
		return false;
	}
	taken.keep = request->keepConnection != 0;
	taken.request_id = (uint16_t)request->requestId;
	copy_parameters(arena, request->envp, &taken.incoming);
	whole = read_body(request->in, arena, intake, &taken);
	FCGX_Free(request, 0);
	request->ipcFd = -1;
	if (whole)
		*out = taken;
	return whole;
}
