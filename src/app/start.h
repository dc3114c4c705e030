/* From a settings file to a struct app: everything a process reads before it serves. */
#ifndef YM_APP_START_H
#define YM_APP_START_H

#include "app/app.h"

/* Settings, keys, templates. Does not touch the database. `out` lives as long as `process`. */
enum err app_start(struct arena *process, const struct program *program, const char *config, struct app *out,
		   struct fault *fault) MUST_CHECK;

/* Append a whole file. E_INVALID: it cannot be read. */
enum err append_file(const char *path, struct buffer *out, struct fault *fault) MUST_CHECK;

#endif
