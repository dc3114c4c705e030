/* i18n: an element's words become one message, its i18n:name elements named holes in it, and the translation is compiled in
 * its place: a page in another language is another program, nothing is looked up while it is written. */
#include <string.h>

#include "view/compile.h"
#include "view/escape.h"

enum { HOLES_MAX = 16 };

struct hole {
	const char *name;
	xmlNode *node;
	bool filled;
};

struct content {
	struct buffer words;	/* white space collapsed, ${name} for a hole */
	bool blank_before, blank_after;
	struct hole holes[HOLES_MAX];
	size_t hole_count;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Runs of white space become one space, none at the start. */
static void append_collapsed(struct content *content, const char *text)
{
	for (; *text != '\0'; text++) {
		if (!is_blank(*text)) {
			if (content->blank_after && content->words.length > 0)
				buffer_append_char(&content->words, ' ');
			content->blank_after = false;
			buffer_append_char(&content->words, *text);
			continue;
		}
		content->blank_before = content->blank_before || content->words.length == 0;
		content->blank_after = true;
	}
}

static enum err add_hole(struct compiler *compiler, xmlNode *node, struct content *content)
{
	struct statements statements;

	TRY(statements_read(compiler, node, &statements));
	if (!statements.name)
		return compile_refuse(compiler, node, "an element inside a message wants i18n:name");
	if (!expression_is_name(statements.name))
		return compile_refuse(compiler, node, "i18n:name: `%s` cannot be a name", statements.name);
	if (content->hole_count == HOLES_MAX)
		return compile_refuse(compiler, node, "more than %d i18n:name in one message", HOLES_MAX);
	for (size_t i = 0; i < content->hole_count; i++) {
		if (strcmp(content->holes[i].name, statements.name) == 0)
			return compile_refuse(compiler, node, "i18n:name %s twice in one message", statements.name);
	}
	content->holes[content->hole_count++] = (struct hole){ .name = statements.name, .node = node };
	append_collapsed(content, arena_print(compiler->scratch, "${%s}", statements.name));
	return OK;
}

static enum err read_content(struct compiler *compiler, const xmlNode *node, struct content *content)
{
	buffer_init(&content->words, compiler->scratch, 256);
	content->hole_count = 0;
	content->blank_before = content->blank_after = false;
	for (xmlNode *child = node->children; child; child = child->next) {
		if (child->type == XML_ELEMENT_NODE) {
			TRY(add_hole(compiler, child, content));
		} else if (child->type == XML_TEXT_NODE) {
			if (strstr((const char *)child->content, "${"))
				return compile_refuse(compiler, node, "${ in a message: use i18n:name");
			append_collapsed(content, (const char *)child->content);
		} else if (child->type != XML_COMMENT_NODE) {
			return compile_refuse(compiler, node, "only elements and text make a message");
		}
	}
	if (content->words.length == 0)
		return compile_refuse(compiler, node, "i18n:translate: nothing to translate");
	return OK;
}

/* The words in the page's language, and the line of the .po they come from (0: the template itself). */
static const char *look_up(struct compiler *compiler, const xmlNode *node, const char *id, const char *words, long *line)
{
	const struct source *source = source_of(node);
	const struct translation *translation;

	messages_add(compiler->messages, id, strcmp(id, words) == 0 ? NULL : words,
		     arena_print(compiler->scratch, "%s.xhtml", source->name), xmlGetLineNo(node));
	translation = compiler->catalogue ? catalogue_find(compiler->catalogue, id) : NULL;
	*line = translation ? translation->line : 0;
	return translation ? translation->words : words;
}

static enum err refuse_translation(struct compiler *compiler, const xmlNode *node, long line, const char *reason, const char *name)
{
	if (line == 0 || !compiler->catalogue)
		return compile_refuse(compiler, node, "%s ${%s}", reason, name);
	return fault_note(compiler->fault, E_INVALID, "%s:%ld: %s ${%s} (%s:%ld)", compiler->catalogue->file, line, reason, name,
			  source_of(node)->file, xmlGetLineNo(node));
}

static struct hole *find_hole(struct content *content, const char *name, size_t length)
{
	for (size_t i = 0; i < content->hole_count; i++) {
		if (strlen(content->holes[i].name) == length && memcmp(content->holes[i].name, name, length) == 0)
			return &content->holes[i];
	}
	return NULL;
}

/* The words, each ${name} replaced by its element. Every hole must be there once. */
static enum err compile_words(struct compiler *compiler, const xmlNode *node, struct content *content, const char *words, long line)
{
	struct buffer *literal = &compiler->code.literal;

	for (;;) {
		const char *start = strstr(words, "${");
		const char *end = start ? strchr(start, '}') : NULL;

		if (!end) {
			escape_html(literal, words, strlen(words));
			break;
		}
		escape_html(literal, words, (size_t)(start - words));
		start += 2;
		words = end + 1;
		struct hole *hole = find_hole(content, start, (size_t)(end - start));

		if (!hole || hole->filled)
			return refuse_translation(compiler, node, line, hole ? "twice" : "the message has no",
						  arena_copy(compiler->scratch, start, (size_t)(end - start)));
		hole->filled = true;
		compiler->naming = hole->node;
		TRY(compile_element(compiler, hole->node));
	}
	for (size_t i = 0; i < content->hole_count; i++) {
		if (!content->holes[i].filled)
			return refuse_translation(compiler, node, line, "the translation lacks", content->holes[i].name);
	}
	return OK;
}

enum err translate_content(struct compiler *compiler, xmlNode *node, const char *id)
{
	struct content *content = ARENA_NEW(compiler->scratch, struct content);
	const char *words;
	bool blank_after;
	long line;

	TRY(read_content(compiler, node, content));
	words = content->words.data;
	words = look_up(compiler, node, id[0] != '\0' ? id : words, words, &line);
	blank_after = content->blank_after;
	if (content->blank_before)
		buffer_append_char(&compiler->code.literal, ' ');
	TRY(compile_words(compiler, node, content, words, line));
	if (blank_after)
		buffer_append_char(&compiler->code.literal, ' ');
	return OK;
}

enum err translate_attribute(struct compiler *compiler, const xmlNode *node, const char *words, const char **out)
{
	struct content *content = ARENA_NEW(compiler->scratch, struct content);
	long line;

	buffer_init(&content->words, compiler->scratch, 64);
	append_collapsed(content, words);
	if (content->words.length == 0)
		return compile_refuse(compiler, node, "i18n:attributes: nothing to translate");
	*out = look_up(compiler, node, content->words.data, content->words.data, &line);
	return OK;
}
