/* A small program without a database, for tests of what stands before a page handler. */
#ifndef YM_TESTS_DOOR_H
#define YM_TESTS_DOOR_H

#include "app/app.h"

struct door {
	struct arena arena;
	struct app app;
	struct parameter parameters[16];
	struct incoming incoming;
	struct request request;
};

struct letter {
	const char *title, *file;
	bool sure;
};

/* cmocka fixtures; *state is a struct door whose request has come in for nothing yet. */
int door_set_up(void **state);
int door_tear_down(void **state);

/* The request asks for this. */
void door_ask(struct door *door, enum method method, const char *path);
void door_say(struct door *door, const char *name, const char *value);
void door_send(struct door *door, const char *type, const char *body);

#endif
