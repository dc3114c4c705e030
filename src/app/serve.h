/* A program: its rooms, served. */
#ifndef YM_APP_SERVE_H
#define YM_APP_SERVE_H

#include "app/room.h"

struct program {
	const char *name;			/* "pledge": mount <site>/pledge, database user ym_pledge, cookie __Secure-ym-pledge */
	const struct room *const *rooms;	/* NULL-terminated */
};

/* The whole main: `PROGRAM [--config FILE] [--check]`. Exit status. */
int serve(const struct program *program, int argc, char **argv);

#endif
