/* multipart/form-data (RFC 7578): the fields of a form that sends a file. */
#ifndef YM_HTTP_MULTIPART_H
#define YM_HTTP_MULTIPART_H

#include "base/bytes.h"
#include "http/exchange.h"

/* A file as it was sent. `name` is the last part of what the browser said, UTF-8, without control characters; never a path. Bytes
 * lie in the request's body: nothing is copied. */
struct upload_file {
	const char *name;
	struct bytes content;
};

/* The Content-Type says multipart/form-data; *boundary is its parameter (1…70 characters of RFC 2046). */
bool content_is_multipart(struct arena *arena, const char *content_type, const char **boundary);

/* The parts in order: fields as pairs, decoded like urlencoded ones (valid UTF-8, no NUL); the file parts apart, by field name. At most
 * `max_parts`. E_INVALID: malformed, a part without a name, a name or file twice. */
struct file_part {
	const char *field;
	struct upload_file file;
};
enum err multipart_parse(struct arena *arena, struct bytes body, const char *boundary, size_t max_parts, struct parameter **pairs,
			 size_t *count, struct file_part **files, size_t *file_count) MUST_CHECK;

#endif
