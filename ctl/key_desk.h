/* Inside the key command only. */
#ifndef YM_CTL_KEY_DESK_H
#define YM_CTL_KEY_DESK_H

#include "app/settings.h"
#include "base/clock.h"
#include "crypt/key.h"
#include "db/db.h"

/* What was typed after the subcommand's subcommand. */
struct typed {
	const char *words[2];
	size_t count;
	bool now;
	int64_t grace_seconds;
};

/* What rotate, status and retire work with: the keys, and the database as the worker's user. */
struct desk {
	struct arena arena, scratch;
	struct fault fault;
	struct clock clock;
	struct settings settings;
	struct db_options database;
	struct keyring *keyring;
	struct db *db;
};

/* Says what went wrong; the exit status. */
int key_trouble(const struct fault *fault, enum err err);

/* key_rotate.c */
int key_rotate(struct desk *desk, const struct typed *typed);

#endif
