/* The compiler's parts, from file to program. Internal to the view; the fuzz target and the tests come in at
 * template_compile_memory. */
#ifndef YM_VIEW_COMPILE_H
#define YM_VIEW_COMPILE_H

#include <libxml/tree.h>

#include "view/code.h"
#include "view/expression.h"
#include "view/message.h"

/* A file, parsed. Its document's _private points back here. */
struct source {
	const char *name;	/* "pledge/campaign" */
	const char *file;	/* as opened, for errors */
	xmlDoc *doc;
	struct source *next;
};

struct fill {
	const char *name;
	xmlNode *node;
	bool used;
};

/* A macro being expanded. */
struct frame {
	const xmlNode *macro;
	struct fill *fills;
	size_t fill_count;
	struct frame *caller;	/* in which the use-macro stands */
};

/* The TAL, METAL and i18n attributes of one element; NULL: not there. */
struct statements {
	const char *define, *condition, *repeat, *content, *replace, *attributes, *omit_tag;
	const char *define_macro, *use_macro, *define_slot, *fill_slot;
	const char *translate, *name, *translate_attributes;
};

struct compiler {
	struct arena *arena;			/* of the finished programs */
	struct arena *scratch;			/* of the compilation */
	const struct template_options *options;
	struct symbols *symbols;
	struct messages *messages;
	const struct catalogue *catalogue;	/* NULL: the language of the templates */
	struct source *sources;
	struct fault *fault;

	struct code code;
	struct scope scope;
	struct frame *frame;			/* NULL: the page itself */
	const xmlNode *filling;			/* the one element whose fill-slot is being obeyed */
	const xmlNode *naming;			/* likewise of i18n:name */
	unsigned depth;
	unsigned elements;			/* compiled so far, macros counted at each use */
	bool fragment;
	bool preformatted;			/* white space counts */
	bool text_only;				/* in title, textarea: no tags */
};

/* compile.c */
enum err compile_page(struct compiler *compiler, const struct source *source, bool fragment, const struct program **out) MUST_CHECK;
enum err compile_element(struct compiler *compiler, xmlNode *node) MUST_CHECK;
enum err compile_children(struct compiler *compiler, xmlNode *node) MUST_CHECK;
enum err compile_expression(struct compiler *compiler, const xmlNode *node, const char *source, enum place place,
			    bool may_default, const struct expression **out) MUST_CHECK;
/* The value of an expression in text, or in an attribute whose quotes stand around it: slots and literals. */
void compile_slot(struct compiler *compiler, const struct expression *expression, bool component);
enum err compile_refuse(struct compiler *compiler, const xmlNode *node, const char *format, ...) PRINTF_LIKE(3, 4) MUST_CHECK;

/* statement.c */
enum err statements_read(struct compiler *compiler, xmlNode *node, struct statements *out) MUST_CHECK;
/* The next statement of a list that semicolons separate (;; is one semicolon); NULL at the end. Scratch memory. */
char *statement_next(struct compiler *compiler, const char **cursor);
/* `name expression` apart; the rest may be empty. */
char *statement_take_name(char **statement);
/* An attribute's value, in scratch memory. */
const char *statement_value(struct compiler *compiler, const xmlAttr *attribute);

/* tag.c */
enum err tag_compile(struct compiler *compiler, xmlNode *node, const struct statements *statements) MUST_CHECK;

/* macro.c */
enum err macro_expand(struct compiler *compiler, xmlNode *use, const char *name) MUST_CHECK;
/* What the user of the macro put into this slot; NULL: nothing, the slot's own content stands. */
struct fill *macro_find_fill(const struct compiler *compiler, const char *slot);
enum err macro_compile_fill(struct compiler *compiler, struct fill *fill) MUST_CHECK;

/* translate.c */
enum err translate_content(struct compiler *compiler, xmlNode *node, const char *id) MUST_CHECK;
enum err translate_attribute(struct compiler *compiler, const xmlNode *node, const char *words, const char **out) MUST_CHECK;

/* source.c */
enum err source_load(struct compiler *compiler, const char *name, const struct source **out) MUST_CHECK;	/* E_NOT_FOUND: no such file */
enum err source_parse(struct compiler *compiler, const char *name, const char *file, const char *bytes, size_t length,
		      const struct source **out) MUST_CHECK;
const struct source *source_of(const xmlNode *node);

/* set.c: one page from memory, in one language, with its own macros only. */
enum err template_compile_memory(struct arena *arena, const char *name, const char *bytes, size_t length,
				 struct template_set **out, struct fault *fault) MUST_CHECK;

#endif
