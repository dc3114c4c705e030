/* One HTTP exchange as it crosses the FastCGI boundary: what came in, copied into the arena, and what goes out.
 * Nothing here knows pages, sessions or the database. */
#ifndef YM_HTTP_EXCHANGE_H
#define YM_HTTP_EXCHANGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/bytes.h"

enum method { METHOD_NONE, GET, HEAD, POST };	/* GET routes answer HEAD too */

struct parameter {
	const char *name, *value;
};

/* What the web server sent. Strings live in the arena. */
struct incoming {
	const struct parameter *parameters;	/* FastCGI parameters, in order */
	size_t parameter_count;
	bool duplicate_parameter;		/* two of the same name: refused (design.md §5) */
	struct bytes body;
	enum { BODY_COMPLETE, BODY_TOO_LARGE, BODY_SHORT } body_state;	/* SHORT: not the bytes CONTENT_LENGTH said, more or
									 * fewer; as many as fit it are kept */
};

/* The parameter's value, or NULL. */
const char *incoming_get(const struct incoming *incoming, const char *name);

struct header {
	const char *name, *value;
};

enum { HEADERS_MAX = 24 };

/* Appends the next piece of a body to `piece` (emptied before each call, its memory is used again); *last with or after the last one.
 * Called in the worker's thread after `answer` has returned, and until the last piece or an error, unless the peer leaves before: what
 * must be let go of in any case is deferred to the arena. An error cuts the connection, so that nobody takes half a file for a
 * whole one. Pieces of some ten thousand bytes are best; the request's arena grows until the end of the answer, so that what a
 * piece needs is allocated elsewhere. */
typedef enum err outgoing_source(void *context, struct buffer *piece, bool *last);

/* What goes back. status 0 counts as 200. A 204 or 304 and an answer to HEAD send no body whatever `body` holds. */
struct outgoing {
	int status;
	struct header header[HEADERS_MAX];
	size_t header_count;
	struct buffer body;
	outgoing_source *source;	/* instead of `body`: sent piece by piece, without a length. NULL: none */
	void *source_context;
};

/* The value must not have CR or LF, the name no blank or colon either: such a header, or one too many, is dropped (and
 * `false` returned). Both must live as long as the answer. */
bool outgoing_add_header(struct outgoing *outgoing, const char *name, const char *value);

#endif
