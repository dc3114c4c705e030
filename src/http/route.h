/* Paths and where they lead. A pattern is literal text with at most one `{id}` (a positive int64_t, no leading zero) or
 * `{code}` (1–40 characters of A–Z a–z 0–9 and '-') per segment: "/campaigns/{id}/pledges". */
#ifndef YM_HTTP_ROUTE_H
#define YM_HTTP_ROUTE_H

#include "http/exchange.h"

struct path_values {
	int64_t id;		/* 0: the pattern has none */
	const char *code;	/* NULL: none; in the arena */
};

/* The path within the program: SCRIPT_NAME followed by PATH_INFO, less the mount; "" becomes "/". (m: nginx splits them,
 * mod_proxy_fcgi puts all in SCRIPT_NAME, percent-decoded or not: decoded once here.) What a server had decoded already is
 * decoded again; that does no harm, for no path of ours has a `%`, and all checks come after it. NULL: outside the mount,
 * malformed percent-encoding, NUL or another control, invalid UTF-8, a backslash, or an empty, `.` or `..` segment (the
 * last may be empty). In the arena. */
const char *route_path(struct arena *arena, const struct incoming *incoming, const char *mount);

/* The whole of `path` is of that (well-formed) pattern; `out` is untouched if not. */
bool route_match(struct arena *arena, const char *pattern, const char *path, struct path_values *out);

/* NULL if `pattern` is well-formed, else what is wrong with it (static text). For --check. */
const char *route_pattern_fault(const char *pattern);

/* The method, METHOD_NONE for any other. */
enum method route_method(const struct incoming *incoming);

#endif
