/* What can go wrong, as a value. A function that can fail returns `enum err`; its outputs come last and are
 * untouched on failure. What the code alone cannot say (errno, an SQL error, a file and line) is written into a
 * `struct fault` by whoever knows it; only the top of a program logs it. No personal data in a fault. */
#ifndef YM_BASE_ERR_H
#define YM_BASE_ERR_H

#include <stdarg.h>

enum err {
	OK = 0,
	E_INVALID,	/* the input is wrong: 400 or 422, a form is shown again */
	E_NOT_FOUND,	/* no such thing, or not for this person: 404 */
	E_DENIED,	/* known, and refused: 403 */
	E_CONFLICT,	/* contradicts what is stored: 409 */
	E_BUSY,		/* a resource is away; trying later may help: 503 */
	E_INTERNAL	/* our mistake or a broken machine: 500 */
};

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

/* Leave the function with the error of `expression`, if it is one. Only where nothing has to be undone. */
#define TRY(expression)                                 \
	do {                                            \
		const enum err try_err = (expression);  \
		if (try_err != OK)                      \
			return try_err;                 \
	} while (0)

enum { FAULT_BYTES = 256 };

/* The first thing that went wrong, in words for the operator's log. Empty text: nothing noted. */
struct fault {
	char text[FAULT_BYTES];
};

/* Note what happened, unless something was noted before: the first cause is the one worth reading.
 * `fault` may be NULL (nobody wants to know). Returns `err`, so that it can end a function. */
enum err fault_note(struct fault *fault, enum err err, const char *format, ...) PRINTF_LIKE(3, 4);

/* "OK", "E_INVALID", …: static. */
const char *err_name(enum err err);

#endif
