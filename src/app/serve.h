/* A program: its rooms, served. */
#ifndef YM_APP_SERVE_H
#define YM_APP_SERVE_H

#include "app/room.h"

struct program {
	const char *name;			/* "pledge": mount <site>/pledge, database user ym_pledge, cookie __Secure-ym-pledge */
	const struct room *const *rooms;	/* NULL-terminated */
	/* Who is it? Sets request->session, actor and stage, or leaves them. NULL: nobody ever signs in here. */
	enum err (*identify)(struct request *request, struct response *response);
	/* Puts what every page of it shows besides: who is signed in, what they may. NULL: nothing. */
	void (*surround)(struct request *request, struct response *response);
	const char *refusal_page;		/* its page for a status of 400 and above; NULL: "error" */
	bool audited;				/* a POST's transaction locks the audit trail's head before its handler runs */
};

/* The whole main: `PROGRAM [--config FILE] [--check | --routes]`. Exit status. */
int serve(const struct program *program, int argc, char **argv);

#endif
