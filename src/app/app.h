/* What lives as long as the process and is only read by its threads. */
#ifndef YM_APP_APP_H
#define YM_APP_APP_H

#include "app/serve.h"
#include "app/settings.h"
#include "base/clock.h"
#include "crypt/key.h"
#include "view/template.h"

struct app {
	const struct program *program;
	struct settings settings;
	struct clock clock;
	struct db_options database;
	struct keyring *keyring;
	struct template_set *templates;
	const char *mount;		/* base/program */
	const char *static_url;		/* base/static */
	const char *home;		/* base/ */
	const char *assets;		/* version of the static files, in their links */
	const char *cookie_name;	/* __Secure-ym-<program> */
};

extern const struct shape site_shape;	/* of struct settings: what a page may show of them */

/* One thread's own. */
struct worker {
	const struct app *app;
	struct db *db;
};

extern const char *const language_names[];	/* the site's own first */

/* Answer one request, whatever it is: struct transport's `answer`. */
void app_answer(void *worker, struct arena *arena, const struct incoming *incoming, struct outgoing *outgoing);

#endif
