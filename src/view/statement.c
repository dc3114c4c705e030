#include <string.h>

#include "view/compile.h"

#define BLANKS " \t\r\n"

static const char tal_namespace[] = "http://xml.zope.org/namespaces/tal";
static const char metal_namespace[] = "http://xml.zope.org/namespaces/metal";
static const char i18n_namespace[] = "http://xml.zope.org/namespaces/i18n";

/* Every attribute of the language, and where it goes. */
static const struct {
	const char *space, *name;
	size_t offset;
} known[] = {
	{ tal_namespace, "define", offsetof(struct statements, define) },
	{ tal_namespace, "condition", offsetof(struct statements, condition) },
	{ tal_namespace, "repeat", offsetof(struct statements, repeat) },
	{ tal_namespace, "content", offsetof(struct statements, content) },
	{ tal_namespace, "replace", offsetof(struct statements, replace) },
	{ tal_namespace, "attributes", offsetof(struct statements, attributes) },
	{ tal_namespace, "omit-tag", offsetof(struct statements, omit_tag) },
	{ metal_namespace, "define-macro", offsetof(struct statements, define_macro) },
	{ metal_namespace, "use-macro", offsetof(struct statements, use_macro) },
	{ metal_namespace, "define-slot", offsetof(struct statements, define_slot) },
	{ metal_namespace, "fill-slot", offsetof(struct statements, fill_slot) },
	{ i18n_namespace, "translate", offsetof(struct statements, translate) },
	{ i18n_namespace, "name", offsetof(struct statements, name) },
	{ i18n_namespace, "attributes", offsetof(struct statements, translate_attributes) },
};

const char *statement_value(struct compiler *compiler, const xmlAttr *attribute)
{
	xmlChar *value = xmlNodeListGetString(attribute->doc, attribute->children, 1);
	const char *copy = arena_copy_string(compiler->scratch, value ? (const char *)value : "");

	xmlFree(value);
	return copy;
}

static bool is_ours(const char *space)
{
	return strcmp(space, tal_namespace) == 0 || strcmp(space, metal_namespace) == 0 || strcmp(space, i18n_namespace) == 0;
}

static enum err take(struct compiler *compiler, const xmlAttr *attribute, struct statements *out)
{
	const char *space = (const char *)attribute->ns->href, *name = (const char *)attribute->name;
	const char *prefix = attribute->ns->prefix ? (const char *)attribute->ns->prefix : "";

	if (!is_ours(space)) {
		if (strcmp(space, "http://www.w3.org/1999/xlink") == 0 && strcmp(prefix, "xlink") == 0)
			return OK;
		return compile_refuse(compiler, attribute->parent, "%s:%s: not a namespace for pages", prefix, name);
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(known[i].space, space) != 0 || strcmp(known[i].name, name) != 0)
			continue;
		*(const char **)((char *)out + known[i].offset) = statement_value(compiler, attribute);
		return OK;
	}
	return compile_refuse(compiler, attribute->parent, "unknown attribute %s:%s", prefix, name);
}

/* What cannot stand on one element together. */
static enum err check(struct compiler *compiler, const xmlNode *node, const struct statements *s)
{
	if (s->content && s->replace)
		return compile_refuse(compiler, node, "tal:content and tal:replace exclude each other");
	if (s->replace && (s->attributes || s->omit_tag))
		return compile_refuse(compiler, node, "tal:replace leaves nothing for tal:attributes or tal:omit-tag");
	if (s->use_macro && (s->content || s->replace || s->attributes || s->omit_tag || s->translate || s->translate_attributes))
		return compile_refuse(compiler, node, "the macro replaces this element: only define, condition and repeat count");
	if (s->use_macro && s->define_slot)
		return compile_refuse(compiler, node, "metal:use-macro and define-slot exclude each other");
	return OK;
}

enum err statements_read(struct compiler *compiler, xmlNode *node, struct statements *out)
{
	*out = (struct statements){ .define = NULL };
	for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
		if (attribute->ns)
			TRY(take(compiler, attribute, out));
	}
	return check(compiler, node, out);
}

char *statement_next(struct compiler *compiler, const char **cursor)
{
	char *statement, *to;
	const char *from = *cursor + strspn(*cursor, BLANKS);

	if (*from == '\0')
		return NULL;
	statement = to = arena_copy_string(compiler->scratch, from);
	for (; *from != '\0'; from++) {
		if (*from == ';' && from[1] != ';')
			break;
		if (*from == ';')
			from++;
		*to++ = *from;
	}
	*to = '\0';
	*cursor = *from == ';' ? from + 1 : from;
	return statement;
}

char *statement_take_name(char **statement)
{
	char *name = *statement;
	const size_t length = strcspn(name, BLANKS);

	*statement = name + length + strspn(name + length, BLANKS);
	name[length] = '\0';
	return name;
}
