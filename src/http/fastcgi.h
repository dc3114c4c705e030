/* libfcgi, and nothing else of the suite touches it: it parses one request from a connected descriptor.
 *
 * FCGX_Request's fields are marked private; what is relied on here (m, design.md §5): a request initialised with listening
 * descriptor -1 and given `ipcFd` and `keepConnection = 1` reads from that descriptor in FCGX_Accept_r; FCGX_Free(&r, 0)
 * frees its streams without writing to it. When the peer breaks the protocol libfcgi closes the descriptor itself. */
#ifndef YM_HTTP_FASTCGI_H
#define YM_HTTP_FASTCGI_H

#include "http/exchange.h"

struct fastcgi;

struct taken {
	struct incoming incoming;
	uint16_t request_id;
	bool keep;		/* the web server wants the connection kept open */
};

/* How much body is taken. What one larger than `body_max_bytes` may have is asked when the parameters are complete; only one that said
 * its length is let be larger. */
struct intake {
	int64_t body_max_bytes;
	size_t (*body_max)(void *context, const struct incoming *parameters_only);	/* NULL: the same for all */
	void *context;
	void (*has_come)(void *watcher, size_t bytes);	/* of a larger one so many bytes have come by now */
	void *watcher;
};

/* Once per process, before any thread. Leaves the process's signal dispositions as they were. False: libfcgi would not. */
bool fastcgi_start(void);

/* A request structure, used again and again by one thread. NULL: out of memory. */
struct fastcgi *fastcgi_new(void);
void fastcgi_free(struct fastcgi *fastcgi);

/* Read one request from the descriptor, blocking, to the end of its body. It lives as long as the arena. False: the peer went away or broke the protocol;
 * *fd is -1 if libfcgi has closed it, and otherwise the caller's to close. */
bool fastcgi_take(struct fastcgi *fastcgi, int *fd, struct arena *arena, const struct intake *intake, struct taken *out);

#endif
