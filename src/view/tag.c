/* One element as HTML: its start tag with attributes, its content, its end tag. */
#include <string.h>

#include "view/compile.h"
#include "view/escape.h"

enum { DYNAMIC_MAX = 32 };

static const char html_namespace[] = "http://www.w3.org/1999/xhtml";
static const char svg_namespace[] = "http://www.w3.org/2000/svg";
static const char xlink_namespace[] = "http://www.w3.org/1999/xlink";

/* One entry of tal:attributes. */
struct dynamic {
	const char *name, *source;
	bool done;
};

struct tag {
	xmlNode *node;
	const struct statements *statements;
	struct element_facts facts;
	struct dynamic dynamic[DYNAMIC_MAX];
	size_t dynamic_count;
};

static bool is_in(const xmlNs *ns, const char *space)
{
	return ns && strcmp((const char *)ns->href, space) == 0;
}

/* The name an attribute has in the page; NULL: it belongs to the template language. */
static const char *page_name(struct compiler *compiler, const xmlAttr *attribute)
{
	if (!attribute->ns)
		return (const char *)attribute->name;
	return is_in(attribute->ns, xlink_namespace)
		? arena_print(compiler->scratch, "xlink:%s", (const char *)attribute->name) : NULL;
}

static const char *find_literal(struct compiler *compiler, const xmlNode *node, const char *name)
{
	for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
		const char *each = page_name(compiler, attribute);

		if (each && strcmp(each, name) == 0)
			return statement_value(compiler, attribute);
	}
	return NULL;
}

static enum err read_dynamic(struct compiler *compiler, struct tag *tag, const char *list)
{
	char *statement;

	while (list && (statement = statement_next(compiler, &list))) {
		const char *name = statement_take_name(&statement);

		if (statement[0] == '\0')
			return compile_refuse(compiler, tag->node, "tal:attributes wants a name and an expression");
		if (tag->dynamic_count == DYNAMIC_MAX)
			return compile_refuse(compiler, tag->node, "too many attributes");
		for (size_t i = 0; i < tag->dynamic_count; i++) {
			if (strcmp(tag->dynamic[i].name, name) == 0)
				return compile_refuse(compiler, tag->node, "the attribute %s is set twice", name);
		}
		tag->dynamic[tag->dynamic_count++] = (struct dynamic){ .name = name, .source = statement };
	}
	return OK;
}

static enum err describe(struct compiler *compiler, struct tag *tag)
{
	const char *name = (const char *)tag->node->name;
	const xmlNode *parent = tag->node->parent;
	const bool svg = is_in(tag->node->ns, svg_namespace);

	tag->facts = (struct element_facts){ .name = name, .svg = svg, .rel = find_literal(compiler, tag->node, "rel"),
					     .http_equiv = find_literal(compiler, tag->node, "http-equiv") != NULL };
	if (!svg && !is_in(tag->node->ns, html_namespace))
		return compile_refuse(compiler, tag->node, "<%s> is neither XHTML nor SVG: is xmlns= missing?", name);
	if (!name_is_plain(name, svg) || element_is_refused(name, svg))
		return compile_refuse(compiler, tag->node, "<%s> is not for pages", name);
	if (!svg && parent && parent->type == XML_ELEMENT_NODE && is_in(parent->ns, svg_namespace))
		return compile_refuse(compiler, tag->node, "<%s> inside SVG", name);
	return read_dynamic(compiler, tag, tag->statements->attributes);
}

/* Is `name` in a list separated by blanks or semicolons? */
static bool lists(const char *list, const char *name)
{
	static const char separators[] = " \t\r\n;";

	while (list && *(list += strspn(list, separators)) != '\0') {
		const size_t length = strcspn(list, separators);

		if (length == strlen(name) && memcmp(list, name, length) == 0)
			return true;
		list += length;
	}
	return false;
}

/* ` name="value"`, as it stands in the page. */
static enum err print_literal(struct compiler *compiler, const struct tag *tag, const char *name, const char *value,
			      struct buffer *out)
{
	buffer_append_char(out, ' ');
	buffer_append_string(out, name);
	if (place_of_attribute(&tag->facts, name) == PLACE_FLAG)
		return OK;
	if (lists(tag->statements->translate_attributes, name))
		TRY(translate_attribute(compiler, tag->node, value, &value));
	buffer_append_string(out, "=\"");
	escape_html(out, value, strlen(value));
	buffer_append_char(out, '"');
	return OK;
}

/* An attribute that is one string is always there. */
static void compile_string_attribute(struct compiler *compiler, const struct op *op)
{
	const bool url = op->place == PLACE_URL || op->place == PLACE_URL_LOCAL;

	buffer_append(&compiler->code.literal, op->attribute->name, op->attribute->name_length);
	if (url)
		code_add(&compiler->code, (struct op){ .code = OP_URL_BEGIN });
	compile_slot(compiler, op->expression, false);
	if (url)
		code_add(&compiler->code, (struct op){ .code = OP_URL_END, .place = op->place });
	buffer_append_char(&compiler->code.literal, '"');
}

static enum err compile_dynamic(struct compiler *compiler, const struct tag *tag, struct dynamic *dynamic, const char *literal)
{
	const enum place place = place_of_attribute(&tag->facts, dynamic->name);
	struct op op = { .code = place == PLACE_FLAG ? OP_FLAG_ATTRIBUTE : OP_ATTRIBUTE, .place = place };
	struct attribute *attribute = ARENA_NEW(compiler->arena, struct attribute);
	struct buffer fallback;

	dynamic->done = true;
	if (place == PLACE_REFUSED)
		return compile_refuse(compiler, tag->node, "no slot may stand in %s of <%s>", dynamic->name, tag->facts.name);
	TRY(compile_expression(compiler, tag->node, dynamic->source, place == PLACE_FLAG ? PLACE_VALUE : place, true,
			       &op.expression));
	attribute->name = arena_print(compiler->arena, place == PLACE_FLAG ? " %s" : " %s=\"", dynamic->name);
	attribute->name_length = strlen(attribute->name);
	op.attribute = attribute;
	if (op.code == OP_ATTRIBUTE && op.expression->count == 1 && op.expression->terms->kind == TERM_STRING) {
		compile_string_attribute(compiler, &op);
		return OK;
	}
	code_mark_simple(&op);
	buffer_init(&fallback, compiler->arena, 0);
	if (literal)
		TRY(print_literal(compiler, tag, dynamic->name, literal, &fallback));
	attribute->fallback = fallback.data;
	attribute->fallback_length = fallback.length;
	code_add(&compiler->code, op);
	return OK;
}

static enum err check_attribute_name(struct compiler *compiler, const struct tag *tag, const char *name)
{
	const char *local = strncmp(name, "xlink:", 6) == 0 ? name + 6 : name;

	if (!name_is_plain(local, tag->facts.svg))
		return compile_refuse(compiler, tag->node, "the attribute %s is not HTML", name);
	if (place_is_blocked(name))
		return compile_refuse(compiler, tag->node, "%s: the Content-Security-Policy blocks inline styles and scripts", name);
	return OK;
}

static enum err compile_attributes(struct compiler *compiler, struct tag *tag)
{
	struct buffer *literal = &compiler->code.literal;

	for (const xmlAttr *attribute = tag->node->properties; attribute; attribute = attribute->next) {
		const char *name = page_name(compiler, attribute);
		struct dynamic *dynamic = NULL;

		if (!name)
			continue;
		TRY(check_attribute_name(compiler, tag, name));
		for (size_t i = 0; i < tag->dynamic_count; i++) {
			if (strcmp(tag->dynamic[i].name, name) == 0)
				dynamic = &tag->dynamic[i];
		}
		const char *value = statement_value(compiler, attribute);

		if (dynamic)
			TRY(compile_dynamic(compiler, tag, dynamic, value));
		else
			TRY(print_literal(compiler, tag, name, value, literal));
	}
	for (size_t i = 0; i < tag->dynamic_count; i++) {
		if (tag->dynamic[i].done)
			continue;
		TRY(check_attribute_name(compiler, tag, tag->dynamic[i].name));
		TRY(compile_dynamic(compiler, tag, &tag->dynamic[i], NULL));
	}
	return OK;
}

static enum err check_translated_attributes(struct compiler *compiler, const struct tag *tag)
{
	const char *list = tag->statements->translate_attributes;
	char *names;

	if (!list)
		return OK;
	names = arena_copy_string(compiler->scratch, list);
	for (char *name = names + strspn(names, " \t\r\n;"); *name != '\0';) {
		char *end = name + strcspn(name, " \t\r\n;");
		char *next = end + strspn(end, " \t\r\n;");

		*end = '\0';
		if (!find_literal(compiler, tag->node, name))
			return compile_refuse(compiler, tag->node, "i18n:attributes: there is no %s to translate", name);
		name = next;
	}
	return OK;
}

/* A parser drops the first newline of pre and textarea, so there is always one more. */
static enum err open_tag(struct compiler *compiler, struct tag *tag)
{
	struct buffer *literal = &compiler->code.literal;
	const char *name = tag->facts.name;
	const xmlNode *parent = tag->node->parent;

	if (compiler->text_only)
		return compile_refuse(compiler, tag->node, "<%s> inside an element that holds text only", name);
	buffer_append_char(literal, '<');
	buffer_append_string(literal, name);
	if (tag->facts.svg && !(parent && parent->type == XML_ELEMENT_NODE && is_in(parent->ns, svg_namespace)))
		buffer_print(literal, " xmlns=\"%s\"", svg_namespace);
	TRY(compile_attributes(compiler, tag));
	if (tag->facts.svg && !tag->node->children && !tag->statements->content)
		buffer_append_char(literal, '/');
	buffer_append_char(literal, '>');
	if (!tag->facts.svg && (strcmp(name, "pre") == 0 || strcmp(name, "textarea") == 0))
		buffer_append_char(literal, '\n');
	return OK;
}

static enum err own_content(struct compiler *compiler, const struct tag *tag)
{
	return tag->statements->translate ? translate_content(compiler, tag->node, tag->statements->translate)
					  : compile_children(compiler, tag->node);
}

static enum err compile_content(struct compiler *compiler, const struct tag *tag)
{
	struct op op = { .code = OP_SLOT_OR_DEFAULT };

	if (!tag->statements->content)
		return own_content(compiler, tag);
	TRY(compile_expression(compiler, tag->node, tag->statements->content, PLACE_TEXT, true, &op.expression));
	if (op.expression->terms[op.expression->count - 1].kind != TERM_DEFAULT) {
		if (tag->statements->translate)
			return compile_refuse(compiler, tag->node, "i18n:translate has nothing to translate beside tal:content; "
					      "`| default` would keep the words");
		compile_slot(compiler, op.expression, false);
		return OK;
	}
	const uint32_t slot = code_add(&compiler->code, op);

	TRY(own_content(compiler, tag));
	code_land(&compiler->code, slot);
	return OK;
}

/* What may not be inside this element. */
static enum err check_content(struct compiler *compiler, const struct tag *tag)
{
	const char *name = tag->facts.name;
	const bool empty = !tag->statements->content && !tag->node->children;

	if (tag->facts.svg || empty)
		return OK;
	if (element_is_void(name))
		return compile_refuse(compiler, tag->node, "<%s> has no content", name);
	if (element_holds_nothing(name))
		return compile_refuse(compiler, tag->node, "<%s> must be empty: the Content-Security-Policy blocks inline content", name);
	return OK;
}

static enum err check_script(struct compiler *compiler, const struct tag *tag)
{
	bool has_source = find_literal(compiler, tag->node, "src") != NULL;

	for (size_t i = 0; i < tag->dynamic_count; i++)
		has_source = has_source || strcmp(tag->dynamic[i].name, "src") == 0;
	if (strcmp(tag->facts.name, "script") == 0 && !has_source)
		return compile_refuse(compiler, tag->node, "<script> must have src: the Content-Security-Policy blocks inline scripts");
	return OK;
}

static enum err compile_inside(struct compiler *compiler, const struct tag *tag)
{
	const bool preformatted = compiler->preformatted, text_only = compiler->text_only;
	const char *name = tag->facts.name;

	if (!tag->facts.svg) {
		compiler->preformatted = preformatted || strcmp(name, "pre") == 0 || strcmp(name, "textarea") == 0;
		compiler->text_only = text_only || element_holds_text_only(name);
	}
	TRY(compile_content(compiler, tag));
	compiler->preformatted = preformatted;
	compiler->text_only = text_only;
	return OK;
}

static void close_tag(struct compiler *compiler, const struct tag *tag)
{
	if (tag->facts.svg ? !tag->node->children && !tag->statements->content : element_is_void(tag->facts.name))
		return;
	buffer_append_string(&compiler->code.literal, "</");
	buffer_append_string(&compiler->code.literal, tag->facts.name);
	buffer_append_char(&compiler->code.literal, '>');
}

/* tal:omit-tag with a condition: a jump around the tag. `*jump` is where to land it. */
static enum err begin_omission(struct compiler *compiler, const struct tag *tag, bool *conditional, uint32_t *jump)
{
	const char *source = tag->statements->omit_tag;
	struct op op = { .code = OP_IF };

	*conditional = source != NULL;
	if (!source)
		return OK;
	TRY(compile_expression(compiler, tag->node, source, PLACE_VALUE, false, &op.expression));
	code_mark_condition(&compiler->code, &op);
	*jump = code_add(&compiler->code, op);
	return OK;
}

static enum err compile_tagged(struct compiler *compiler, struct tag *tag)
{
	uint32_t jump = 0;
	bool conditional;

	TRY(begin_omission(compiler, tag, &conditional, &jump));
	TRY(open_tag(compiler, tag));
	if (conditional)
		code_land(&compiler->code, jump);
	TRY(compile_inside(compiler, tag));
	TRY(begin_omission(compiler, tag, &conditional, &jump));
	close_tag(compiler, tag);
	if (conditional)
		code_land(&compiler->code, jump);
	return OK;
}

enum err tag_compile(struct compiler *compiler, xmlNode *node, const struct statements *statements)
{
	struct tag tag = { .node = node, .statements = statements };
	const bool stripped = compiler->fragment && !compiler->frame;

	TRY(describe(compiler, &tag));
	TRY(check_translated_attributes(compiler, &tag));
	TRY(check_content(compiler, &tag));
	TRY(check_script(compiler, &tag));
	if (stripped && strcmp(tag.facts.name, "head") == 0)
		return OK;
	if (stripped && (strcmp(tag.facts.name, "html") == 0 || strcmp(tag.facts.name, "body") == 0))
		return compile_inside(compiler, &tag);
	if (statements->omit_tag && statements->omit_tag[strspn(statements->omit_tag, " \t\r\n")] == '\0')
		return compile_inside(compiler, &tag);
	return compile_tagged(compiler, &tag);
}
