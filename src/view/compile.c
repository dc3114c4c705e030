#include "view/compile.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "view/escape.h"

enum {
	DEPTH_MAX = 400,	/* elements inside each other, macros expanded; libxml2 stops a file at 256 */
	ELEMENTS_MAX = 20000	/* of one page: macros that use macros multiply */
};

enum err compile_refuse(struct compiler *compiler, const xmlNode *node, const char *format, ...)
{
	char reason[FAULT_BYTES];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(reason, sizeof reason, format, arguments);
	va_end(arguments);
	return fault_note(compiler->fault, E_INVALID, "%s:%ld: %s", source_of(node)->file, xmlGetLineNo(node), reason);
}

enum err compile_expression(struct compiler *compiler, const xmlNode *node, const char *source, enum place place,
			    bool may_default, const struct expression **out)
{
	const struct expression_site site = {
		.arena = compiler->arena, .symbols = compiler->symbols, .scope = &compiler->scope, .place = place,
		.may_default = may_default, .file = source_of(node)->file, .line = xmlGetLineNo(node), .fault = compiler->fault };

	return expression_parse(&site, source, out);
}

/* A name becomes known from here to the end of its element. */
static enum err add_name(struct compiler *compiler, const xmlNode *node, const char *name, bool loop, uint32_t *out)
{
	struct scope *scope = &compiler->scope;

	if (!expression_is_name(name) || strcmp(name, "repeat") == 0 || strcmp(name, "nothing") == 0 || strcmp(name, "default") == 0)
		return compile_refuse(compiler, node, "`%s` cannot be a name", name);
	if (scope->count == LOCALS_MAX)
		return compile_refuse(compiler, node, "more than %d names at one place", LOCALS_MAX);
	*out = scope->count;
	scope->names[scope->count].name = arena_copy_string(compiler->scratch, name);
	scope->names[scope->count].loop = loop;
	scope->count++;
	return OK;
}

static enum err compile_defines(struct compiler *compiler, const xmlNode *node, const char *list)
{
	char *statement;

	while (list && (statement = statement_next(compiler, &list))) {
		const char *name = statement_take_name(&statement);
		struct op op = { .code = OP_DEFINE };

		if (statement[0] == '\0')
			return compile_refuse(compiler, node, "tal:define wants a name and an expression");
		if (strcmp(name, "global") == 0 || strcmp(name, "local") == 0)
			return compile_refuse(compiler, node, "tal:define has no `%s`: names hold for their element", name);
		TRY(compile_expression(compiler, node, statement, PLACE_VALUE, false, &op.expression));
		TRY(add_name(compiler, node, name, false, &op.local));
		code_add(&compiler->code, op);
	}
	return OK;
}

static enum err begin_repeat(struct compiler *compiler, const xmlNode *node, const char *source, uint32_t *begin)
{
	char *statement = arena_copy_string(compiler->scratch, source + strspn(source, " \t\r\n"));
	const char *name = statement_take_name(&statement);
	struct op op = { .code = OP_REPEAT };

	if (statement[0] == '\0')
		return compile_refuse(compiler, node, "tal:repeat wants a name and an expression");
	TRY(compile_expression(compiler, node, statement, PLACE_VALUE, false, &op.expression));
	TRY(add_name(compiler, node, name, true, &op.local));
	*begin = code_add(&compiler->code, op);
	return OK;
}

static void end_repeat(struct compiler *compiler, uint32_t begin)
{
	const uint32_t local = compiler->code.ops[begin].local;

	code_add(&compiler->code, (struct op){ .code = OP_AGAIN, .local = local, .target = begin + 1 });
	code_land(&compiler->code, begin);
}

void compile_slot(struct compiler *compiler, const struct expression *expression, bool component)
{
	const struct term *term = expression->terms;
	struct op op = { .code = OP_SLOT, .expression = expression, .component = component };

	if (expression->count > 1 || term->kind != TERM_STRING) {
		code_mark_simple(&op);
		code_add(&compiler->code, op);
		return;
	}
	for (size_t i = 0; i < term->part_count; i++) {
		const struct part *part = &term->parts[i];

		if (part->slot)
			compile_slot(compiler, part->slot, part->component);
		else
			buffer_append(&compiler->code.literal, part->text, part->length);
	}
}

/* tal:replace: the value instead of the element; `default` keeps the element. */
static enum err compile_replace(struct compiler *compiler, xmlNode *node, const struct statements *statements)
{
	struct op op = { .code = OP_SLOT_OR_DEFAULT };

	TRY(compile_expression(compiler, node, statements->replace, PLACE_TEXT, true, &op.expression));
	if (op.expression->terms[op.expression->count - 1].kind != TERM_DEFAULT) {
		compile_slot(compiler, op.expression, false);
		return OK;
	}
	const uint32_t slot = code_add(&compiler->code, op);

	TRY(tag_compile(compiler, node, statements));
	code_land(&compiler->code, slot);
	return OK;
}

/* In Zope's order: define, condition, repeat, then what the element is. */
static enum err compile_statements(struct compiler *compiler, xmlNode *node, const struct statements *statements)
{
	const uint32_t names = compiler->scope.count;
	uint32_t condition = 0, repeat = 0;

	TRY(compile_defines(compiler, node, statements->define));
	if (statements->condition) {
		struct op op = { .code = OP_UNLESS };

		TRY(compile_expression(compiler, node, statements->condition, PLACE_VALUE, false, &op.expression));
		code_mark_condition(&compiler->code, &op);
		condition = code_add(&compiler->code, op);
	}
	if (statements->repeat)
		TRY(begin_repeat(compiler, node, statements->repeat, &repeat));
	if (statements->use_macro)
		TRY(macro_expand(compiler, node, statements->use_macro));
	else if (statements->replace)
		TRY(compile_replace(compiler, node, statements));
	else
		TRY(tag_compile(compiler, node, statements));
	if (statements->repeat)
		end_repeat(compiler, repeat);
	if (statements->condition)
		code_land(&compiler->code, condition);
	compiler->scope.count = names;
	return OK;
}

/* A fragment is the page without its shell: the root's macro is not used, and html, head and body leave no trace. */
static void strip_for_fragment(const struct compiler *compiler, struct statements *statements)
{
	if (!compiler->fragment || compiler->frame)
		return;
	if (compiler->depth == 1)
		statements->use_macro = NULL;
	statements->fill_slot = NULL;
}

enum err compile_element(struct compiler *compiler, xmlNode *node)
{
	struct statements statements;
	struct fill *fill;

	if (++compiler->depth > DEPTH_MAX || ++compiler->elements > ELEMENTS_MAX)
		return compile_refuse(compiler, node, "too many elements, or macros too deep");
	TRY(statements_read(compiler, node, &statements));
	strip_for_fragment(compiler, &statements);
	if (statements.fill_slot && node != compiler->filling)
		return compile_refuse(compiler, node, "metal:fill-slot outside a metal:use-macro");
	if (statements.name && node != compiler->naming)
		return compile_refuse(compiler, node, "i18n:name outside an i18n:translate");
	fill = statements.define_slot ? macro_find_fill(compiler, statements.define_slot) : NULL;
	if (fill)
		TRY(macro_compile_fill(compiler, fill));
	else
		TRY(compile_statements(compiler, node, &statements));
	compiler->depth--;
	return OK;
}

/* White space between elements that holds a newline is there for the author: one newline is enough. */
static void compile_text(struct compiler *compiler, const char *text)
{
	if (!compiler->preformatted && text[strspn(text, " \t\r\n")] == '\0' && strpbrk(text, "\r\n"))
		text = "\n";
	escape_html(&compiler->code.literal, text, strlen(text));
}

static enum err check_comment(struct compiler *compiler, const xmlNode *node)
{
	if (strstr((const char *)node->content, "tal:") || strstr((const char *)node->content, "${"))
		return compile_refuse(compiler, node, "a slot in a comment: comments do not reach the page");
	return OK;
}

enum err compile_children(struct compiler *compiler, xmlNode *node)
{
	for (xmlNode *child = node->children; child; child = child->next) {
		switch (child->type) {
		case XML_ELEMENT_NODE:
			TRY(compile_element(compiler, child));
			break;
		case XML_TEXT_NODE:
		case XML_CDATA_SECTION_NODE:
			compile_text(compiler, (const char *)child->content);
			break;
		case XML_COMMENT_NODE:
			TRY(check_comment(compiler, child));
			break;
		default:
			return compile_refuse(compiler, node, "only elements, text and comments make a page");
		}
	}
	return OK;
}

enum err compile_page(struct compiler *compiler, const struct source *source, bool fragment, const struct program **out)
{
	code_init(&compiler->code, compiler->arena, compiler->scratch);
	compiler->scope.count = 0;
	compiler->frame = NULL;
	compiler->filling = NULL;
	compiler->naming = NULL;
	compiler->depth = 0;
	compiler->elements = 0;
	compiler->fragment = fragment;
	compiler->preformatted = false;
	compiler->text_only = false;
	if (!fragment)
		buffer_append_string(&compiler->code.literal, "<!doctype html>\n");
	TRY(compile_element(compiler, xmlDocGetRootElement(source->doc)));
	if (!fragment)
		buffer_append_char(&compiler->code.literal, '\n');
	*out = code_finish(&compiler->code);
	return OK;
}
