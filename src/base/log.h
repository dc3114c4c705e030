/* One line per event on standard error, in journald's form (<priority>message); only the top of a program calls this.
 * Never personal data: a reference id joins the line to what the person saw. */
#ifndef YM_BASE_LOG_H
#define YM_BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARNING = 4, LOG_LEVEL_NOTICE = 5, LOG_LEVEL_INFO = 6 };

/* Ten characters a person can read out over the telephone. */
struct reference {
	char text[11];
};

/* A fresh one, random (getrandom). */
struct reference reference_new(void);

/* Control characters in the message are written as `?`: a line stays a line. At most 1,000 bytes. One write(2). */
void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
