/* After start-up a program gives up what it will not need: a flaw in it then reaches less. */
#ifndef YM_APP_CONFINE_H
#define YM_APP_CONFINE_H

#include "base/err.h"

/* no_new_privs; Landlock: no file may be opened any more but what name look-ups, TLS and time zones read, and `tls_ca` (NULL:
 * none), which is read anew at each connection to the database; seccomp: an allow-list of system calls, others fail with
 * EPERM. Where the kernel lacks one of them the rest still holds and a warning is logged. Call before threads are started. */
enum err confine_process(const char *tls_ca, struct fault *fault) MUST_CHECK;

#endif
