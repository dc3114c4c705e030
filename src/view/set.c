/* All pages in all languages, at start-up. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "view/compile.h"

enum { PO_MAX_BYTES = 4 * 1024 * 1024 };

static enum err load_catalogue(struct compiler *compiler, const char *language, struct catalogue *out)
{
	const char *file = arena_print(compiler->scratch, "%s/%s.po", compiler->options->po_dir, language);
	struct buffer bytes;
	char piece[8192];
	size_t length;
	bool failed;
	FILE *stream = fopen(file, "re");

	*out = (struct catalogue){ .file = file };
	if (!stream && errno == ENOENT)
		return OK;	/* nobody has translated yet: the source's words */
	if (!stream)
		return fault_note(compiler->fault, E_INVALID, "%s: %s", file, strerrordesc_np(errno));
	buffer_init(&bytes, compiler->scratch, sizeof piece);
	while (bytes.length <= PO_MAX_BYTES && (length = fread(piece, 1, sizeof piece, stream)) > 0)
		buffer_append(&bytes, piece, length);
	failed = ferror(stream) != 0;
	fclose(stream);
	if (failed || bytes.length > PO_MAX_BYTES)
		return fault_note(compiler->fault, E_INVALID, "%s: cannot be read, or larger than 4 MiB", file);
	return catalogue_parse(compiler->scratch, file, bytes.data, bytes.length, out, compiler->fault);
}

/* The tables of a set that is being filled. */
struct tables {
	const struct program **programs, **fragments;
	size_t languages;
};

static enum err compile_language(struct compiler *compiler, const struct symbols *pages, const struct tables *tables,
				 size_t language)
{
	for (uint32_t page = 0; page < pages->count; page++) {
		const size_t place = page * tables->languages + language;
		const struct source *source;
		const enum err err = source_load(compiler, pages->names[page], &source);

		if (err == E_NOT_FOUND)
			return fault_note(compiler->fault, E_INVALID, "no page %s in %s", pages->names[page],
					  compiler->options->dir);
		TRY(err);
		TRY(compile_page(compiler, source, false, &tables->programs[place]));
		TRY(compile_page(compiler, source, true, &tables->fragments[place]));
	}
	return OK;
}

static struct template_set *begin_set(struct compiler *compiler, struct messages *messages)
{
	struct template_set *set = ARENA_NEW(compiler->arena, struct template_set);

	symbols_init(&set->names, compiler->arena);
	symbols_init(&set->pages, compiler->arena);
	messages_init(messages, compiler->arena);
	set->messages = messages;
	compiler->symbols = &set->names;
	compiler->messages = messages;
	return set;
}

static struct tables make_tables(struct arena *arena, struct template_set *set, size_t languages)
{
	const size_t count = set->pages.count * languages;
	const struct tables tables = { .programs = ARENA_ARRAY(arena, const struct program *, count),
				       .fragments = ARENA_ARRAY(arena, const struct program *, count), .languages = languages };

	set->programs = tables.programs;
	set->fragments = tables.fragments;
	set->language_count = languages;
	return tables;
}

static enum err load(struct compiler *compiler, struct template_set *set)
{
	const struct template_options *options = compiler->options;
	struct catalogue catalogue;
	struct tables tables;
	size_t languages = 0;

	while (options->languages[languages])
		languages++;
	for (const char *const *page = options->pages; *page; page++)
		symbols_intern(&set->pages, *page, strlen(*page));
	tables = make_tables(compiler->arena, set, languages);
	for (size_t i = 0; i < languages; i++) {
		const bool translated = i > 0 && options->po_dir;

		if (translated)
			TRY(load_catalogue(compiler, options->languages[i], &catalogue));
		compiler->catalogue = translated ? &catalogue : NULL;
		TRY(compile_language(compiler, &set->pages, &tables, i));
	}
	return OK;
}

enum err template_set_load(struct arena *arena, const struct template_options *options, struct template_set **out,
			   struct fault *fault)
{
	struct arena scratch;
	struct compiler compiler = { .arena = arena, .scratch = &scratch, .options = options, .fault = fault };
	struct template_set *set = begin_set(&compiler, ARENA_NEW(arena, struct messages));
	enum err err;

	arena_init(&scratch, 0);
	err = load(&compiler, set);
	arena_free(&scratch);
	if (err == OK)
		*out = set;
	return err;
}

enum err template_compile_memory(struct arena *arena, const char *name, const char *bytes, size_t length,
				 struct template_set **out, struct fault *fault)
{
	struct arena scratch;
	struct compiler compiler = { .arena = arena, .scratch = &scratch, .fault = fault };
	struct template_set *set = begin_set(&compiler, ARENA_NEW(arena, struct messages));
	const struct source *source;
	struct tables tables;
	enum err err;

	arena_init(&scratch, 0);
	symbols_intern(&set->pages, name, strlen(name));
	tables = make_tables(arena, set, 1);
	err = source_parse(&compiler, name, arena_print(arena, "%s.xhtml", name), bytes, length, &source);
	if (err == OK)
		err = compile_language(&compiler, &set->pages, &tables, 0);
	arena_free(&scratch);
	if (err == OK)
		*out = set;
	return err;
}

enum err template_set_messages(const struct template_set *set, struct buffer *out)
{
	messages_write(set->messages, out);
	return OK;
}
