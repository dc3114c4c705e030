/* METAL. A macro is compiled anew at each use, its slots filled, so that the finished page is one flat program. Names that
 * tal:define made around the use are in scope inside. */
#include <string.h>

#include "view/compile.h"

static const char metal_namespace[] = "http://xml.zope.org/namespaces/metal";

static const xmlAttr *find_metal(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
		if (attribute->ns && strcmp((const char *)attribute->ns->href, metal_namespace) == 0 &&
		    strcmp((const char *)attribute->name, name) == 0)
			return attribute;
	}
	return NULL;
}

static xmlNode *find_macro(struct compiler *compiler, xmlNode *node, const char *name)
{
	const xmlAttr *attribute;

	if (node->type != XML_ELEMENT_NODE)
		return NULL;
	attribute = find_metal(node, "define-macro");
	if (attribute && strcmp(statement_value(compiler, attribute), name) == 0)
		return node;
	for (xmlNode *child = node->children; child; child = child->next) {
		xmlNode *found = find_macro(compiler, child, name);

		if (found)
			return found;
	}
	return NULL;
}

/* "shell" and "pledge/parts" are files, whose root is the macro; where there is no such file, "pledge/parts/card" is the
 * macro card of the file pledge/parts. */
static enum err resolve(struct compiler *compiler, xmlNode *use, const char *name, xmlNode **out)
{
	const struct source *source = NULL;
	const char *slash = strrchr(name, '/');
	enum err err = source_load(compiler, name, &source);

	if (err == OK) {
		*out = xmlDocGetRootElement(source->doc);
		return OK;
	}
	if (err == E_NOT_FOUND && slash)
		err = source_load(compiler, arena_copy(compiler->scratch, name, (size_t)(slash - name)), &source);
	if (err == E_NOT_FOUND)
		return compile_refuse(compiler, use, "no file for the macro %s", name);
	TRY(err);
	*out = find_macro(compiler, xmlDocGetRootElement(source->doc), slash + 1);
	return *out ? OK : compile_refuse(compiler, use, "no macro %s", name);
}

/* The fill-slot elements below `node` that belong to this use: those inside another use-macro are its own. */
static enum err collect_fills(struct compiler *compiler, xmlNode *node, struct frame *frame)
{
	for (xmlNode *child = node->children; child; child = child->next) {
		const xmlAttr *slot = child->type == XML_ELEMENT_NODE ? find_metal(child, "fill-slot") : NULL;

		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (!slot) {
			if (!find_metal(child, "use-macro"))
				TRY(collect_fills(compiler, child, frame));
			continue;
		}

		const char *name = statement_value(compiler, slot);
		const size_t bytes = frame->fill_count * sizeof *frame->fills;

		for (size_t i = 0; i < frame->fill_count; i++) {
			if (strcmp(frame->fills[i].name, name) == 0)
				return compile_refuse(compiler, child, "the slot %s is filled twice", name);
		}
		frame->fills = arena_grow(compiler->scratch, frame->fills, bytes, bytes + sizeof *frame->fills);
		frame->fills[frame->fill_count++] = (struct fill){ .name = name, .node = child };
	}
	return OK;
}

enum err macro_expand(struct compiler *compiler, xmlNode *use, const char *name)
{
	struct frame *frame = ARENA_NEW(compiler->scratch, struct frame);
	const xmlNode *filling = compiler->filling;
	xmlNode *macro = NULL;

	TRY(resolve(compiler, use, name, &macro));
	for (const struct frame *each = compiler->frame; each; each = each->caller) {
		if (each->macro == macro)
			return compile_refuse(compiler, use, "the macro %s uses itself", name);
	}
	frame->macro = macro;
	frame->caller = compiler->frame;
	TRY(collect_fills(compiler, use, frame));
	compiler->frame = frame;
	compiler->filling = NULL;
	TRY(compile_element(compiler, macro));
	compiler->filling = filling;
	compiler->frame = frame->caller;
	for (size_t i = 0; i < frame->fill_count; i++) {
		if (!frame->fills[i].used)
			return compile_refuse(compiler, frame->fills[i].node, "the macro %s has no slot %s", name,
					      frame->fills[i].name);
	}
	return OK;
}

struct fill *macro_find_fill(const struct compiler *compiler, const char *slot)
{
	for (size_t i = 0; compiler->frame && i < compiler->frame->fill_count; i++) {
		if (strcmp(compiler->frame->fills[i].name, slot) == 0)
			return &compiler->frame->fills[i];
	}
	return NULL;
}

/* The filling stands where the macro was used: slots in it are those of the macro around that place. */
enum err macro_compile_fill(struct compiler *compiler, struct fill *fill)
{
	struct frame *frame = compiler->frame;
	const xmlNode *filling = compiler->filling;

	fill->used = true;
	compiler->frame = frame->caller;
	compiler->filling = fill->node;
	TRY(compile_element(compiler, fill->node));
	compiler->filling = filling;
	compiler->frame = frame;
	return OK;
}
