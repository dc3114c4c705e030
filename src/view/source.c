#include <errno.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <string.h>

#include "view/compile.h"

enum { FILE_MAX_BYTES = 1024 * 1024 };

#if LIBXML_VERSION >= 21200
typedef const xmlError *reported_error;
#else
typedef xmlError *reported_error;
#endif

/* What the parser said first. */
struct complaint {
	const char *file;
	struct fault *fault;
	bool heard;
};

static void hear(void *context, reported_error error)
{
	struct complaint *complaint = ((xmlParserCtxt *)context)->_private;
	const char *text = error->message ? error->message : "not well-formed";
	const char *entity = error->str1 ? error->str1 : "name";

	if (complaint->heard || error->level < XML_ERR_ERROR)
		return;
	complaint->heard = true;
	if (error->code == XML_ERR_UNDECLARED_ENTITY)
		fault_note(complaint->fault, E_INVALID, "%s:%d: &%s; is HTML, not XML: write the character itself or &#…;",
			   complaint->file, error->line, entity);
	else
		fault_note(complaint->fault, E_INVALID, "%s:%d: %.*s", complaint->file, error->line,
			   (int)strcspn(text, "\n"), text);
}

static void free_document(void *doc)
{
	xmlFreeDoc(doc);
}

/* Only <!DOCTYPE html>: anything more could bring entities or other files. */
static bool has_foreign_doctype(const xmlDoc *doc)
{
	const xmlDtd *dtd = doc->intSubset;

	if (doc->extSubset)
		return true;
	return dtd && (dtd->ExternalID || dtd->SystemID || dtd->children || strcmp((const char *)dtd->name, "html") != 0);
}

enum err source_parse(struct compiler *compiler, const char *name, const char *file, const char *bytes, size_t length,
		      const struct source **out)
{
	struct complaint complaint = { .file = file, .fault = compiler->fault };
	struct source *source;
	xmlParserCtxt *context;
	xmlDoc *doc;

	if (length > FILE_MAX_BYTES)
		return fault_note(compiler->fault, E_INVALID, "%s:1: larger than 1 MiB", file);
	xmlInitParser();
	context = xmlNewParserCtxt();
	if (!context)
		return fault_note(compiler->fault, E_INTERNAL, "%s: no XML parser", file);
	context->_private = &complaint;
	context->sax->serror = hear;
	doc = xmlCtxtReadMemory(context, bytes, (int)length, NULL, NULL,
				XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
	xmlFreeParserCtxt(context);
	if (doc)
		arena_defer(compiler->scratch, free_document, doc);
	if (complaint.heard)
		return E_INVALID;
	if (!doc || !xmlDocGetRootElement(doc))
		return fault_note(compiler->fault, E_INVALID, "%s:1: not an XML document", file);
	if (has_foreign_doctype(doc))
		return fault_note(compiler->fault, E_INVALID, "%s:1: only <!DOCTYPE html> is allowed", file);

	source = ARENA_NEW(compiler->scratch, struct source);
	*source = (struct source){ .name = arena_copy_string(compiler->arena, name),
				   .file = arena_copy_string(compiler->arena, file), .doc = doc, .next = compiler->sources };
	doc->_private = source;
	compiler->sources = source;
	*out = source;
	return OK;
}

/* Lower-case path components without dots: a page's name never leaves its folder. */
static bool is_page_name(const char *name)
{
	return name[0] != '\0' && name[0] != '/' && !strstr(name, "//") &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-/")] == '\0' && name[strlen(name) - 1] != '/';
}

static enum err read_file(struct compiler *compiler, const char *dir, const char *name, char **file, struct buffer *bytes)
{
	char piece[8192];
	size_t length;
	bool failed;
	FILE *stream;

	if (!dir)
		return E_NOT_FOUND;
	*file = arena_print(compiler->scratch, "%s/%s.xhtml", dir, name);
	stream = fopen(*file, "re");
	if (!stream)
		return errno == ENOENT || errno == ENOTDIR ? E_NOT_FOUND
			: fault_note(compiler->fault, E_INVALID, "%s: %s", *file, strerrordesc_np(errno));
	buffer_init(bytes, compiler->scratch, sizeof piece);
	while (bytes->length <= FILE_MAX_BYTES && (length = fread(piece, 1, sizeof piece, stream)) > 0)
		buffer_append(bytes, piece, length);
	failed = ferror(stream) != 0;
	fclose(stream);
	return failed ? fault_note(compiler->fault, E_INVALID, "%s: cannot be read", *file) : OK;
}

enum err source_load(struct compiler *compiler, const char *name, const struct source **out)
{
	struct buffer bytes;
	char *file = NULL;
	enum err err;

	for (const struct source *each = compiler->sources; each; each = each->next) {
		if (strcmp(each->name, name) != 0)
			continue;
		*out = each;
		return OK;
	}
	if (!compiler->options || !is_page_name(name))
		return E_NOT_FOUND;
	err = read_file(compiler, compiler->options->override_dir, name, &file, &bytes);
	if (err == E_NOT_FOUND)
		err = read_file(compiler, compiler->options->dir, name, &file, &bytes);
	TRY(err);
	return source_parse(compiler, name, file, bytes.data, bytes.length, out);
}

const struct source *source_of(const xmlNode *node)
{
	return node->doc->_private;
}
