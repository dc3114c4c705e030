#include "view/expression.h"

#include <string.h>

#include "view/escape.h"

enum { TERMS_MAX = 8, PARTS_MAX = 32, NAMES_MAX = 8, NESTING_MAX = 8 };

#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"
#define BLANKS " \t\r\n"

/* A piece of the source while it is read. */
struct range {
	const char *start;
	size_t length;
};

struct parser {
	const struct expression_site *site;
	const char *source;
	unsigned nesting;
};

static enum err parse(struct parser *parser, struct range range, bool may_default, const struct expression **out);

static enum err refuse(const struct parser *parser, const char *reason)
{
	return fault_note(parser->site->fault, E_INVALID, "%s:%ld: %s: %s", parser->site->file, parser->site->line, reason,
			  parser->source);
}

static struct range trim(struct range range)
{
	while (range.length > 0 && strchr(BLANKS, range.start[0])) {
		range.start++;
		range.length--;
	}
	while (range.length > 0 && strchr(BLANKS, range.start[range.length - 1]))
		range.length--;
	return range;
}

static struct range after(struct range range, size_t length)
{
	return (struct range){ range.start + length, range.length - length };
}

static bool starts_with(struct range range, const char *word)
{
	return range.length >= strlen(word) && memcmp(range.start, word, strlen(word)) == 0;
}

static bool range_is(struct range range, const char *word)
{
	return range.length == strlen(word) && memcmp(range.start, word, range.length) == 0;
}

static size_t find(struct range range, char c)
{
	const char *at = memchr(range.start, c, range.length);

	return at ? (size_t)(at - range.start) : range.length;
}

bool expression_is_name(const char *name)
{
	return name[0] != '\0' && !strchr("0123456789.-", name[0]) && name[strspn(name, NAME_CHARACTERS)] == '\0';
}

static bool find_local(const struct scope *scope, struct range name, bool loop, uint32_t *out)
{
	for (uint32_t i = scope->count; i > 0; i--) {
		if (!range_is(name, scope->names[i - 1].name) || (loop && !scope->names[i - 1].loop))
			continue;
		*out = i - 1;
		return true;
	}
	return false;
}

static enum err parse_loop(struct parser *parser, const struct range *names, size_t count, struct path *path)
{
	static const char *const facts[] = { [LOOP_INDEX] = "index", [LOOP_NUMBER] = "number", [LOOP_FIRST] = "first",
					     [LOOP_LAST] = "last",   [LOOP_EVEN] = "even",     [LOOP_ODD] = "odd" };

	path->root = ROOT_LOOP;
	if (count != 3 || !find_local(parser->site->scope, names[1], true, &path->local))
		return refuse(parser, "no tal:repeat of that name here");
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		if (!range_is(names[2], facts[i]))
			continue;
		path->fact = (enum loop_fact)i;
		return OK;
	}
	return refuse(parser, "repeat has index, number, first, last, even and odd");
}

static void bind_path(struct parser *parser, const struct range *names, size_t count, struct path *path)
{
	struct arena *arena = parser->site->arena;

	path->count = (uint32_t)count;
	path->steps = ARENA_ARRAY(arena, struct step, count);
	for (size_t i = 0; i < count; i++) {
		path->steps[i].name = arena_copy(arena, names[i].start, names[i].length);
		atomic_init(&path->steps[i].column, NULL);
	}
	path->root = ROOT_LOCAL;
	if (find_local(parser->site->scope, names[0], false, &path->local))
		return;

	uint32_t *symbols = ARENA_ARRAY(arena, uint32_t, count);

	for (size_t i = 0; i < count; i++) {
		const size_t length = (size_t)(names[i].start + names[i].length - names[0].start);

		symbols[i] = symbols_intern(parser->site->symbols, names[0].start, length);
	}
	path->root = ROOT_NAME;
	path->symbols = symbols;
}

static enum err parse_path(struct parser *parser, struct range range, struct path *path)
{
	struct range names[NAMES_MAX];
	size_t count = 0;

	if (range.length == 0)
		return refuse(parser, "a path is missing");
	if (range_is(trim(range), "structure") || starts_with(range, "structure "))
		return refuse(parser, "there is no `structure`: every value is escaped");
	for (;;) {
		const size_t length = find(range, '/');

		if (count == NAMES_MAX)
			return refuse(parser, "a path has at most 8 names");
		names[count] = (struct range){ range.start, length };
		if (length == 0 || strspn(range.start, NAME_CHARACTERS) < length)
			return refuse(parser, "malformed path");
		count++;
		if (length == range.length)
			break;
		range = after(range, length + 1);
	}
	if (range_is(names[0], "nothing") || range_is(names[0], "default"))
		return refuse(parser, "a reserved word in a path");
	if (range_is(names[0], "repeat"))
		return parse_loop(parser, names, count, path);
	bind_path(parser, names, count, path);
	return OK;
}

static enum err parse_simple(struct parser *parser, struct range range, bool may_default, struct term *term)
{
	static const char *const formats[] = { [FORMAT_MONEY] = "money", [FORMAT_YUAN] = "yuan",     [FORMAT_PLAIN] = "plain",
					       [FORMAT_NUMBER] = "number", [FORMAT_DATE] = "date",   [FORMAT_MINUTE] = "minute",
					       [FORMAT_ISO] = "iso",     [FORMAT_RFC822] = "rfc822", [FORMAT_MASK] = "mask" };
	const size_t colon = find(range, ':');

	term->kind = TERM_PATH;
	if (range_is(range, "nothing")) {
		term->kind = TERM_NOTHING;
		return OK;
	}
	if (range_is(range, "default")) {
		term->kind = TERM_DEFAULT;
		return may_default ? OK : refuse(parser, "`default` has no meaning here");
	}
	if (colon == range.length)
		return parse_path(parser, range, &term->path);
	for (size_t i = FORMAT_MONEY; i < sizeof formats / sizeof *formats; i++) {
		if (!range_is((struct range){ range.start, colon }, formats[i]))
			continue;
		term->format = (enum format)i;
		return parse_path(parser, trim(after(range, colon + 1)), &term->path);
	}
	return refuse(parser, "unknown format");
}

static void add_text(struct parser *parser, struct part *part, const char *text, size_t length)
{
	struct buffer escaped;

	buffer_init(&escaped, parser->site->arena, length + 1);
	if (parser->site->place == PLACE_VALUE)
		buffer_append(&escaped, text, length);
	else
		escape_html(&escaped, text, length);
	*part = (struct part){ .text = escaped.data, .length = escaped.length };
}

/* string:text ${path} text, $$ for a dollar. In a URL only what stands at the very start is taken as it is. */
static enum err parse_string(struct parser *parser, struct range range, struct term *term)
{
	const bool url = parser->site->place == PLACE_URL || parser->site->place == PLACE_URL_LOCAL;
	struct part parts[PARTS_MAX];
	size_t count = 0;

	while (range.length > 0) {
		const size_t dollar = find(range, '$');

		if (count + 2 > PARTS_MAX)
			return refuse(parser, "too many pieces in a string");
		if (dollar > 0)
			add_text(parser, &parts[count++], range.start, dollar);
		range = after(range, dollar);
		if (range.length == 0)
			break;
		if (starts_with(range, "$$")) {
			add_text(parser, &parts[count++], "$", 1);
			range = after(range, 2);
			continue;
		}

		const size_t end = find(range, '}');

		if (!starts_with(range, "${") || end == range.length)
			return refuse(parser, "a dollar in a string is ${path}, or $$ for itself");
		parts[count] = (struct part){ .component = url && count > 0 };
		TRY(parse(parser, (struct range){ range.start + 2, end - 2 }, false, &parts[count].slot));
		count++;
		range = after(range, end + 1);
	}
	struct part *kept = ARENA_ARRAY(parser->site->arena, struct part, count);

	memcpy(kept, parts, count * sizeof *parts);
	*term = (struct term){ .kind = TERM_STRING, .parts = kept, .part_count = count };
	return OK;
}

static enum err parse_term(struct parser *parser, struct range *rest, bool may_default, struct term *term)
{
	*term = (struct term){ .format = FORMAT_NONE };
	if (starts_with(*rest, "string:")) {	/* takes all that follows */
		const struct range text = after(*rest, strlen("string:"));

		rest->length = 0;
		return parse_string(parser, text, term);
	}
	if (starts_with(*rest, "not:")) {	/* likewise: not: a | b is not (a or b) */
		const struct range negated = after(*rest, strlen("not:"));

		rest->length = 0;
		term->kind = TERM_NOT;
		return parse(parser, negated, false, &term->negated);
	}

	const size_t length = find(*rest, '|');
	const struct range simple = trim((struct range){ rest->start, length });

	if (length + 1 == rest->length)
		return refuse(parser, "an alternative is missing");
	*rest = length < rest->length ? trim(after(*rest, length + 1)) : after(*rest, length);
	return parse_simple(parser, simple, may_default, term);
}

static enum err parse(struct parser *parser, struct range range, bool may_default, const struct expression **out)
{
	struct term terms[TERMS_MAX];
	size_t count = 0;

	if (++parser->nesting > NESTING_MAX)
		return refuse(parser, "too deep");
	range = trim(range);
	do {
		if (count == TERMS_MAX)
			return refuse(parser, "too many alternatives");
		TRY(parse_term(parser, &range, may_default, &terms[count]));
		count++;
	} while (range.length > 0);
	parser->nesting--;

	struct term *kept = ARENA_ARRAY(parser->site->arena, struct term, count);
	struct expression *expression = ARENA_NEW(parser->site->arena, struct expression);

	memcpy(kept, terms, count * sizeof *terms);
	*expression = (struct expression){ .terms = kept, .count = count, .file = parser->site->file,
					   .line = parser->site->line, .source = parser->source };
	*out = expression;
	return OK;
}

enum err expression_parse(const struct expression_site *site, const char *source, const struct expression **out)
{
	struct parser parser = { .site = site, .source = arena_copy_string(site->arena, source) };

	return parse(&parser, (struct range){ parser.source, strlen(parser.source) }, site->may_default, out);
}
