#include "app/start.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "crypt/token.h"

const struct shape site_shape = SHAPE(settings,
	COLUMN(settings, title), COLUMN(settings, organiser), COLUMN(settings, site_code), COLUMN(settings, icp), COLUMN(settings, police),
	COLUMN(settings, contact), COLUMN(settings, theme), COLUMN(settings, demo), COLUMN(settings, public_url));

enum { pages_max = 128 };

/* Every template that the program's rooms name, and the page of refusals, which every program has. */
static const char *const *gather_pages(struct arena *process, const struct program *program)
{
	const char **pages = ARENA_ARRAY(process, const char *, pages_max);
	size_t count = 0;

	pages[count++] = program->refusal_page != NULL ? program->refusal_page : "error";
	for (const struct room *const *room = program->rooms; *room != NULL; room++)
		for (const char *const *page = (*room)->pages; page != NULL && *page != NULL && count < pages_max - 1; page++)
			pages[count++] = *page;
	return pages;
}

static enum err load_templates(struct arena *process, struct app *app, struct fault *fault)
{
	const struct settings *settings = &app->settings;
	const struct template_options options = {
		.dir = settings->pages_dir,
		.override_dir = settings->override_dir[0] != '\0' ? settings->override_dir : NULL,
		.po_dir = settings->po_dir[0] != '\0' ? settings->po_dir : NULL,
		.languages = language_names,
		.pages = gather_pages(process, app->program),
	};

	return template_set_load(process, &options, &app->templates, fault);
}

enum err append_file(const char *path, struct buffer *out, struct fault *fault)
{
	char block[4096];
	FILE *file = fopen(path, "re");
	size_t got;

	if (file == NULL)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_append(out, block, got);
	fclose(file);
	return OK;
}

/* Eight hexadecimal digits that change when the style sheet or the script does, so that browsers may keep both for a year. */
static enum err digest_assets(struct arena *process, struct app *app, struct fault *fault)
{
	static const char *const files[] = { "yimeng.css", "staff.css", "yimeng.js" };
	struct buffer content;
	struct bytes digest;

	app->assets = "0";
	if (app->settings.static_dir[0] == '\0')
		return OK;
	buffer_init(&content, process, 32768);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		TRY(append_file(arena_print(process, "%s/%s", app->settings.static_dir, files[i]), &content, fault));
	digest = digest_text(process, content.data);
	app->assets = arena_print(process, "%02x%02x%02x%02x", digest.data[0], digest.data[1], digest.data[2], digest.data[3]);
	return OK;
}

enum err app_start(struct arena *process, const struct program *program, const char *config, struct app *out,
		   struct fault *fault)
{
	struct app app = { .program = program };

	TRY(crypt_start(fault));
	TRY(settings_load(process, config, &app.settings, fault));
	TRY(settings_database(process, &app.settings, program->name, &app.database, fault));
	TRY(keyring_load(process, app.settings.key_file, &app.keyring, fault));
	app.mount = arena_print(process, "%s/%s", app.settings.base, program->name);
	app.static_url = arena_print(process, "%s/static", app.settings.base);
	app.home = arena_print(process, "%s/", app.settings.base);
	app.cookie_name = arena_print(process, "__Secure-ym-%s", program->name);
	TRY(digest_assets(process, &app, fault));
	TRY(load_templates(process, &app, fault));
	*out = app;
	return OK;
}
